//! Vector-matrix and matrix-vector products: batches of one sample, layers of one output.
//!
//! Both are bound by the memory bandwidth for the matrix, so they read it in memory
//! order.
use super::tile::{Product, accumulate, finish, load};
use crate::kernels::vector::Vector;

/// The product for a single row of A, whose elements are `step` apart, and `count` columns.
///
/// # Safety
/// The machine has the instructions of `V`; A, B and `start` can be read, and C can be read and
/// written, for these columns.
#[inline(always)]
pub(super) unsafe fn vector_matrix<V: Vector>(product: &Product, step: usize, count: usize) {
    let mut column = 0;
    // SAFETY: each group gets the number of columns that are left.
    unsafe {
        while column + 8 * V::LANES <= count {
            columns::<V, 8, 1, false>(product, step, column, V::LANES);
            column += 8 * V::LANES;
        }
        while column + 4 * V::LANES <= count {
            columns::<V, 4, 2, false>(product, step, column, V::LANES);
            column += 4 * V::LANES;
        }
        if count - column > 2 * V::LANES {
            columns::<V, 2, 4, false>(product, step, column, V::LANES);
            column += 2 * V::LANES;
        }
        let rest = count - column;
        if rest > V::LANES {
            columns::<V, 2, 4, true>(product, step, column, rest - V::LANES);
        } else if rest > 0 {
            columns::<V, 1, 4, true>(product, step, column, rest);
        }
    }
}

/// A few vectors of columns, with separate sums for every `CHAINS`th row of the matrix, so that an
/// addition need not wait for the previous one.
///
/// # Safety
/// As for [`vector_matrix`]; the columns lie inside the matrix.
#[cfg_attr(not(unoptimized), inline(always))]
unsafe fn columns<V: Vector, const VECTORS: usize, const CHAINS: usize, const PARTIAL: bool>(
    product: &Product,
    step: usize,
    column: usize,
    last: usize,
) {
    // SAFETY: all rows are below the depth, all columns inside the matrix.
    unsafe {
        let mut sums = [[V::splat(0.0); VECTORS]; CHAINS];
        if !product.start.is_null() {
            sums[0] = load::<V, VECTORS, PARTIAL>(product.start.add(column), last);
        }
        let matrix = product.right.wrapping_add(column); // empty, if no products are summed
        let mut row = 0;
        while row + CHAINS <= product.depth {
            let mut chain = 0;
            while chain < CHAINS {
                let factor = V::splat(*product.left.add((row + chain) * step));
                let matrix = matrix.add((row + chain) * product.right_stride);
                let vectors = load::<V, VECTORS, PARTIAL>(matrix, last);
                accumulate(factor, &vectors, &mut sums[chain]);
                chain += 1;
            }
            row += CHAINS;
        }
        while row < product.depth {
            let factor = V::splat(*product.left.add(row * step));
            let matrix = matrix.add(row * product.right_stride);
            let vectors = load::<V, VECTORS, PARTIAL>(matrix, last);
            accumulate(factor, &vectors, &mut sums[0]);
            row += 1;
        }
        let mut width = CHAINS / 2;
        while width > 0 {
            let mut chain = 0;
            while chain < width {
                let mut i = 0;
                while i < VECTORS {
                    sums[chain][i] = sums[chain][i].add(sums[chain + width][i]);
                    i += 1;
                }
                chain += 1;
            }
            width /= 2;
        }
        let target = product.target.add(column);
        finish::<V, 1, VECTORS, PARTIAL>(&mut [sums[0]], product.store, target, 0, last);
    }
}

/// The product for the only column of B and C, and `rows` rows.
///
/// # Safety
/// The machine has the instructions of `V`; A, B and `start` can be read, and C can be written,
/// for these rows.
#[inline(always)]
pub(super) unsafe fn matrix_vector<V: Vector>(product: &Product, rows: usize, floor: f32) {
    // SAFETY: the caller's promise covers all rows; the vectors cover the depth.
    unsafe {
        match product.depth.div_ceil(V::LANES) {
            1 => short_rows::<V, 1>(product, rows, floor),
            2 => short_rows::<V, 2>(product, rows, floor),
            _ => long_rows::<V>(product, rows, floor),
        }
    }
}

/// Rows of a few vectors, the last of which may be partial. B stays in registers.
///
/// # Safety
/// As for [`matrix_vector`].
#[cfg_attr(not(unoptimized), inline(always))]
unsafe fn short_rows<V: Vector, const VECTORS: usize>(product: &Product, rows: usize, floor: f32) {
    // SAFETY: the caller's promise covers all rows.
    unsafe {
        let start = if product.start.is_null() { 0.0 } else { *product.start };
        let end = (VECTORS - 1) * V::LANES;
        let last = product.depth - end;
        let mut right = [V::splat(0.0); VECTORS];
        let mut i = 0;
        while i < VECTORS - 1 {
            right[i] = V::load(product.right.add(i * V::LANES));
            i += 1;
        }
        right[VECTORS - 1] = V::load_partial(product.right.add(end), last);
        let mut row = 0;
        while row < rows {
            let left = product.left.add(row * product.left_stride);
            let mut sum = V::load_partial(left.add(end), last).multiply(right[VECTORS - 1]);
            let mut i = 0;
            while i < VECTORS - 1 {
                sum = V::load(left.add(i * V::LANES)).multiply_add(right[i], sum);
                i += 1;
            }
            *product.target.add(row * product.target_stride) = at_least(floor, start + sum.sum());
            row += 1;
        }
    }
}

/// Rows of any length.
///
/// # Safety
/// As for [`matrix_vector`].
#[cfg_attr(not(unoptimized), inline(always))]
unsafe fn long_rows<V: Vector>(product: &Product, rows: usize, floor: f32) {
    // SAFETY: the caller's promise covers all rows.
    unsafe {
        let start = if product.start.is_null() { 0.0 } else { *product.start };
        let mut row = 0;
        while row < rows {
            let left = product.left.add(row * product.left_stride);
            let sum = start + dot::<V>(left, product.right, product.depth);
            *product.target.add(row * product.target_stride) = at_least(floor, sum);
            row += 1;
        }
    }
}

/// The larger one, or NaN if `value` is.
#[inline(always)]
fn at_least(floor: f32, value: f32) -> f32 {
    if floor > value { floor } else { value }
}

/// The dot product of two slices of `count` elements.
///
/// # Safety
/// The machine supports the instruction set of `V`, and the elements can be read.
#[inline(always)]
unsafe fn dot<V: Vector>(left: *const f32, right: *const f32, count: usize) -> f32 {
    // SAFETY: all indices are below `count`.
    unsafe {
        let mut sums = [V::splat(0.0); 4];
        let mut i = 0;
        while i + 4 * V::LANES <= count {
            let mut j = 0;
            while j < 4 {
                let at = i + j * V::LANES;
                sums[j] = V::load(left.add(at)).multiply_add(V::load(right.add(at)), sums[j]);
                j += 1;
            }
            i += 4 * V::LANES;
        }
        while i + V::LANES <= count {
            sums[0] = V::load(left.add(i)).multiply_add(V::load(right.add(i)), sums[0]);
            i += V::LANES;
        }
        if i < count {
            let rest = count - i;
            let (left, right) =
                (V::load_partial(left.add(i), rest), V::load_partial(right.add(i), rest));
            sums[1] = left.multiply_add(right, sums[1]);
        }
        sums[0].add(sums[1]).add(sums[2].add(sums[3])).sum()
    }
}
