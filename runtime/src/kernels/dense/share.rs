//! How a product is divided between threads: by columns of the result, or by rows.
use super::tile::{Product, multiply};
use super::vector_matrix::{matrix_vector, vector_matrix};
use crate::compute::Compute;
use crate::kernels::vector::{Kernel, Vector};
use core::ops::Range;

/// How many columns the threads' shares are multiples of: the most lanes of any vector.
pub(super) const COLUMNS: usize = 16;
/// The same for rows: the most rows of any tile.
const ROWS: usize = 8;

/// The way in which a product is computed: it depends on the whole product, so that each number
/// is summed in the same order whichever part of it a thread gets.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// In tiles.
    Tiles,
    /// As a vector, whose numbers are `step` apart, times a matrix.
    VectorMatrix { step: usize },
    /// As a matrix times a vector, with results at least `floor`.
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
                Way::VectorMatrix { step } => vector_matrix::<V>(product, step, columns),
                Way::MatrixVector { floor } => matrix_vector::<V>(product, rows, floor),
            }
        }
    }
}

impl<const TRANSPOSED: bool> Part<TRANSPOSED> {
    /// Computes the product, in several threads if it is large.
    ///
    /// # Safety
    /// A, B and `start` can be read, and C can be read and written, for all rows and columns.
    #[inline]
    pub(super) unsafe fn compute(&self, compute: &Compute) {
        let parts = compute.parts(self.rows * self.columns * self.product.depth);
        // SAFETY: the caller's promise; the parts lie inside it, and no two overlap in C.
        unsafe {
            if parts == 1 {
                compute.run(self);
            } else {
                let unit = match self.way {
                    Way::Tiles => COLUMNS,
                    // The widest groups of columns are summed in another order than the others.
                    Way::VectorMatrix { .. } => 8 * COLUMNS,
                    Way::MatrixVector { .. } => 1,
                };
                share(compute, parts, self.rows, self.columns, unit, &|_, rows, columns| {
                    compute.run(&Self {
                        product: self.product.at::<TRANSPOSED>(rows.start, columns.start),
                        rows: rows.len(),
                        columns: columns.len(),
                        way: self.way,
                    });
                });
            }
        }
    }
}

/// Calls `part` with its number, and its rows and columns, for each part that is not empty.
///
/// Columns are divided, in multiples of `unit`, where there are enough of them: then each
/// thread meets the same part of the weight in all products, in its own cache. Otherwise rows
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

/// Slice number `index` of `parts` about equal ones, which begin at multiples of `unit`.
fn slice(total: usize, unit: usize, parts: usize, index: usize) -> Range<usize> {
    let at = |index: usize| (total.div_ceil(unit) * index / parts * unit).min(total);
    at(index)..at(index + 1)
}
