//! How a product is partitioned among threads: by columns of the result, or by rows.
use super::halves::{multiply_halves, share_halves};
use super::row_stream::row_stream;
use super::tile::{Product, Store, multiply};
use super::vector_matrix::{matrix_vector, vector_matrix};
use crate::compute::Compute;
use crate::kernels::vector::{Kernel, Vector};
use core::ops::Range;

/// The threads' partitions are multiples of so many columns: the most lanes of any vector.
pub(super) const COLUMNS: usize = 16;
/// The same for rows: the most rows of any tile.
const ROWS: usize = 8;

/// The method by which a product is computed: it depends on the whole product, so that each element
/// is summed in the same order whichever partition of it a thread computes.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// In tiles.
    Tiles,
    /// As a vector, whose elements are `step` apart, times a matrix.
    VectorMatrix { step: usize },
    /// As a vector times a large matrix, with results of at least `floor`.
    RowStream { floor: f32 },
    /// In tiles, with the sums in two halves, with results of at least `floor`.
    Halves { floor: f32 },
    /// As a matrix times a vector, with results of at least `floor`.
    MatrixVector { floor: f32 },
}

/// A product of so many rows and columns.
#[derive(Clone, Copy)]
pub(super) struct Part<const TRANSPOSED: bool> {
    pub(super) product: Product,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) way: Way,
}

impl<const TRANSPOSED: bool> Kernel for Part<TRANSPOSED> {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let Self { ref product, rows, columns, way } = *self;
        // SAFETY: the caller's promise covers all rows and columns.
        unsafe {
            match way {
                _ if TRANSPOSED => multiply::<V, TRANSPOSED>(product, rows, columns),
                Way::Tiles => multiply::<V, TRANSPOSED>(product, rows, columns),
                Way::Halves { floor } => multiply_halves::<V>(product, rows, columns, floor),
                Way::VectorMatrix { step } => vector_matrix::<V>(product, step, columns),
                // Short vectors cross cache lines less often.
                Way::RowStream { .. } if V::LANES < 8 => vector_matrix::<V>(product, 1, columns),
                Way::RowStream { floor } => row_stream::<V>(product, columns, floor),
                Way::MatrixVector { floor } => matrix_vector::<V>(product, rows, floor),
            }
        }
    }
}

impl<const TRANSPOSED: bool> Part<TRANSPOSED> {
    /// The results of sums without terms, where A and B are empty: what they start from.
    ///
    /// # Safety
    /// `start` can be read, and C can be read and written, for all rows and columns.
    #[cold]
    unsafe fn without_terms(&self) {
        let Product { start, start_stride, target, target_stride, store, .. } = self.product;
        for row in 0..self.rows {
            for column in 0..self.columns {
                // SAFETY: the caller's promise.
                unsafe {
                    let target = target.add(row * target_stride + column);
                    let sum = match start.is_null() {
                        true => 0.0,
                        false => *start.add(row * start_stride + column),
                    };
                    let (value, floor) = match store {
                        Store::Overwrite { floor } => (sum, floor),
                        Store::Add { scale, floor } => (*target + scale * sum, floor),
                    };
                    *target = if floor > value { floor } else { value };
                }
            }
        }
    }
}

impl Part<false> {
    /// Computes the product, in several threads if it is large.
    ///
    /// # Safety
    /// A, B and `start` can be read, and C can be read and written, for all rows and columns.
    pub(super) unsafe fn compute(&self, compute: &Compute) {
        if self.rows == 0 {
            return; // the columns may be more than any memory has
        }
        if self.product.depth == 0 {
            // SAFETY: the caller's promise.
            return unsafe { self.without_terms() };
        }
        let parts = compute.parts(self.rows * self.columns * self.product.depth);
        // SAFETY: the caller's promise.
        unsafe { if parts == 1 { compute.run(self) } else { self.divide(compute, parts) } }
    }

    /// # Safety
    /// As for [`compute`](Self::compute).
    #[cold]
    unsafe fn divide(&self, compute: &Compute, parts: usize) {
        let unit = match self.way {
            Way::Tiles => COLUMNS,
            // The widest groups of columns are summed in a different order.
            Way::VectorMatrix { .. } | Way::RowStream { .. } => 8 * COLUMNS,
            Way::MatrixVector { .. } => 1,
            Way::Halves { floor } => {
                // SAFETY: the caller's promise.
                compute.aside(|aside| unsafe { share_halves(self, compute, parts, floor, aside) });
                return;
            }
        };
        share(compute, parts, self.rows, self.columns, unit, &|_, rows, columns| {
            // SAFETY: the parts lie inside the product, and no two overlap in C.
            unsafe {
                compute.run(&Self {
                    product: self.product.at::<false>(rows.start, columns.start),
                    rows: rows.len(),
                    columns: columns.len(),
                    way: self.way,
                });
            }
        });
    }
}

impl Part<true> {
    /// Computes the product, in several threads if it is large: each computes rows of C, so that
    /// what it writes is contiguous.
    ///
    /// # Safety
    /// As for the product of a matrix that is not transposed.
    pub(super) unsafe fn compute(&self, compute: &Compute) {
        if self.rows == 0 {
            return; // the columns may be more than any memory has
        }
        if self.product.depth == 0 {
            // SAFETY: the caller's promise.
            return unsafe { self.without_terms() };
        }
        let parts = compute.parts(self.rows * self.columns * self.product.depth);
        if parts == 1 {
            // SAFETY: the caller's promise.
            return unsafe { compute.run(self) };
        }
        compute.share(parts, &|index| {
            let rows = slice(self.rows, ROWS, parts, index);
            // SAFETY: the parts lie inside the product, and no two overlap in C.
            unsafe {
                let product = self.product.at::<true>(rows.start, 0);
                compute.run(&Self { product, rows: rows.len(), ..*self });
            }
        });
    }
}

/// Calls `part` with its index, and its rows and columns, for each part that is not empty.
///
/// Columns are partitioned, in multiples of `unit`, if there are enough of them; otherwise rows
/// are.
pub(super) fn share(
    compute: &Compute,
    parts: usize,
    rows: usize,
    columns: usize,
    unit: usize,
    part: &(dyn Fn(usize, Range<usize>, Range<usize>) + Sync),
) {
    let by_columns = columns.div_ceil(unit) >= 2 * parts || rows == 1;
    compute.share(parts, &|index| {
        let (rows, columns) = if by_columns {
            (0..rows, slice(columns, unit, parts, index))
        } else {
            (slice(rows, ROWS, parts, index), 0..columns)
        };
        if !rows.is_empty() && !columns.is_empty() {
            part(index, rows, columns);
        }
    });
}

/// Slice number `index` of `parts` of about equal size, which begin at multiples of `unit`.
pub(super) fn slice(total: usize, unit: usize, parts: usize, index: usize) -> Range<usize> {
    let at = |index: usize| (total.div_ceil(unit) * index / parts * unit).min(total);
    at(index)..at(index + 1)
}
