//! A vector times a large matrix: bound by the bandwidth of the cache.
//!
//! A vector load across two cache lines needs both; so rows are split at cache line boundaries.
//! Rows at a certain distance are split at the same columns: `ROWS` such rows are added at a time.
use super::tile::Product;
use crate::kernels::vector::Vector;

/// The least number of rows and columns of a matrix for which this is faster.
pub(super) const LARGE: usize = 64;
/// The number of rows that are added at a time.
const ROWS: usize = 8;

/// The product for the only row of A and C, and `count` columns, with results of at least `floor`.
///
/// # Safety
/// The machine has the instructions of `V`; A, B and `start` can be read, and C can be written,
/// for these columns.
#[inline(always)]
pub(super) unsafe fn row_stream<V: Vector>(product: &Product, count: usize, floor: f32) {
    let Product { left, right, right_stride: stride, depth, target, .. } = *product;
    // Rows at a multiple of this distance are split at the same columns.
    let step = V::LANES >> stride.trailing_zeros().min(V::LANES.trailing_zeros());
    // SAFETY: all rows are below the depth, and all columns below the count.
    unsafe {
        let mut column = 0;
        while column < count {
            *target.add(column) =
                if product.start.is_null() { 0.0 } else { *product.start.add(column) };
            column += 1;
        }
        let mut first = 0;
        while first < step {
            let before = right.add(first * stride).addr() / size_of::<f32>() % V::LANES;
            let head = ((V::LANES - before) % V::LANES).min(count);
            let mut row = first;
            while row + (ROWS - 1) * step < depth {
                add_rows::<V, ROWS>(
                    left.add(row),
                    right.add(row * stride),
                    (step, stride),
                    head,
                    count,
                    target,
                );
                row += ROWS * step;
            }
            while row < depth {
                add_rows::<V, 1>(
                    left.add(row),
                    right.add(row * stride),
                    (step, stride),
                    head,
                    count,
                    target,
                );
                row += step;
            }
            first += 1;
        }
        let mut column = 0;
        while column < count {
            let value = *target.add(column);
            *target.add(column) = if floor > value { floor } else { value };
            column += 1;
        }
    }
}

/// Adds a few rows, each times its element of A, to the target; split after `head` columns.
///
/// # Safety
/// As for [`row_stream`]; there are `NUMBER` rows, every one `step` further on.
#[cfg_attr(not(unoptimized), inline(always))]
unsafe fn add_rows<V: Vector, const NUMBER: usize>(
    left: *const f32,
    matrix: *const f32,
    (step, stride): (usize, usize),
    head: usize,
    count: usize,
    target: *mut f32,
) {
    // SAFETY: the caller's promise covers all rows and columns.
    unsafe {
        let mut factors = [V::splat(0.0); NUMBER];
        let mut row = 0;
        while row < NUMBER {
            factors[row] = V::splat(*left.add(row * step));
            row += 1;
        }
        let distance = step * stride;
        if head > 0 {
            add_part(&factors, matrix, distance, head, target);
        }
        let mut column = head;
        while column + V::LANES <= count {
            let mut sum = V::load(target.add(column));
            let mut row = 0;
            while row < NUMBER {
                sum = factors[row].multiply_add(V::load(matrix.add(row * distance + column)), sum);
                row += 1;
            }
            sum.store(target.add(column));
            column += V::LANES;
        }
        if column < count {
            add_part(&factors, matrix.add(column), distance, count - column, target.add(column));
        }
    }
}

/// Adds `count` columns of rows with this distance, fewer than a vector has.
///
/// # Safety
/// The machine supports the instruction set of `V`, and the columns can be read and written.
#[cfg_attr(not(unoptimized), inline(always))]
unsafe fn add_part<V: Vector, const NUMBER: usize>(
    factors: &[V; NUMBER],
    matrix: *const f32,
    distance: usize,
    count: usize,
    target: *mut f32,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut sum = V::load_partial(target, count);
        let mut row = 0;
        while row < NUMBER {
            sum =
                factors[row].multiply_add(V::load_partial(matrix.add(row * distance), count), sum);
            row += 1;
        }
        sum.store_partial(target, count);
    }
}
