//! A vector times a matrix, and a matrix times a vector: batches of one, layers of one output.
//!
//! Both are bound by how fast the matrix streams past, so they read it in the order in which it
//! lies in memory.
use super::tile::{Store, finish, load};
use crate::kernels::vector::Vector;

/// A vector, whose numbers are `stride` apart, times a matrix of `depth` rows.
#[derive(Clone, Copy)]
pub(super) struct VectorMatrix {
    pub(super) vector: *const f32,
    pub(super) vector_stride: usize,
    pub(super) matrix: *const f32,
    pub(super) matrix_stride: usize,
    pub(super) depth: usize,
    pub(super) columns: usize,
    /// Where sums start; null for zero.
    pub(super) start: *const f32,
    pub(super) target: *mut f32,
    pub(super) store: Store,
}

/// `target = start + vector matrix`, or `target += scale (vector matrix)`.
///
/// # Safety
/// The machine has the instructions of `V`, and all numbers can be read, the target's also
/// written.
#[inline(always)]
pub(super) unsafe fn vector_matrix<V: Vector>(work: VectorMatrix) {
    let mut column = 0;
    // SAFETY: each group is told how many columns are left.
    unsafe {
        while column + 8 * V::LANES <= work.columns {
            columns::<V, 8, 1, false>(work, column, V::LANES);
            column += 8 * V::LANES;
        }
        while column + 4 * V::LANES <= work.columns {
            columns::<V, 4, 2, false>(work, column, V::LANES);
            column += 4 * V::LANES;
        }
        let rest = work.columns - column;
        if rest > 2 * V::LANES {
            columns::<V, 2, 4, false>(work, column, V::LANES);
            column += 2 * V::LANES;
        }
        let rest = work.columns - column;
        if rest > V::LANES {
            columns::<V, 2, 4, true>(work, column, rest - V::LANES);
        } else if rest > 0 {
            columns::<V, 1, 4, true>(work, column, rest);
        }
    }
}

/// A few vectors of columns, with sums for every `CHAINS`th row of the matrix, so that one
/// addition need not wait for the one before.
///
/// # Safety
/// As for [`vector_matrix`]; the columns lie inside the matrix.
#[inline(always)]
unsafe fn columns<V: Vector, const VECTORS: usize, const CHAINS: usize, const PARTIAL: bool>(
    work: VectorMatrix,
    column: usize,
    last: usize,
) {
    // SAFETY: all rows are below the depth, all columns inside the matrix.
    unsafe {
        let mut sums = [[V::splat(0.0); VECTORS]; CHAINS];
        if !work.start.is_null() {
            sums[0] = load::<V, VECTORS, PARTIAL>(work.start.add(column), last);
        }
        let matrix = work.matrix.add(column);
        let mut row = 0;
        while row + CHAINS <= work.depth {
            for (chain, sums) in sums.iter_mut().enumerate() {
                let factor = V::splat(*work.vector.add((row + chain) * work.vector_stride));
                let matrix = matrix.add((row + chain) * work.matrix_stride);
                let vectors = load::<V, VECTORS, PARTIAL>(matrix, last);
                for (sum, vector) in sums.iter_mut().zip(vectors) {
                    *sum = factor.multiply_add(vector, *sum);
                }
            }
            row += CHAINS;
        }
        while row < work.depth {
            let factor = V::splat(*work.vector.add(row * work.vector_stride));
            let matrix = matrix.add(row * work.matrix_stride);
            let vectors = load::<V, VECTORS, PARTIAL>(matrix, last);
            for (sum, vector) in sums[0].iter_mut().zip(vectors) {
                *sum = factor.multiply_add(vector, *sum);
            }
            row += 1;
        }
        let mut width = CHAINS / 2;
        while width > 0 {
            let (low, high) = sums.split_at_mut(width);
            for (low, high) in low.iter_mut().zip(high) {
                for (low, &high) in low.iter_mut().zip(&*high) {
                    *low = low.add(high);
                }
            }
            width /= 2;
        }
        let target = work.target.add(column);
        finish::<V, VECTORS, PARTIAL>(sums[0], work.store, target, last);
    }
}

/// The sum of the products of `count` pairs of numbers.
///
/// # Safety
/// The machine has the instructions of `V`, and the numbers can be read.
#[inline(always)]
pub(super) unsafe fn dot<V: Vector>(left: *const f32, right: *const f32, count: usize) -> f32 {
    // SAFETY: all indices are below `count`.
    unsafe {
        let mut sums = [V::splat(0.0); 4];
        let mut i = 0;
        while i + 4 * V::LANES <= count {
            for (j, sum) in sums.iter_mut().enumerate() {
                let at = i + j * V::LANES;
                *sum = V::load(left.add(at)).multiply_add(V::load(right.add(at)), *sum);
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
