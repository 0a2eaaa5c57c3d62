//! The register tile that all products are made of, and the loop over a matrix.
//!
//! Input: pointers and strides. Computes `C = start + A B` or `C += scale (A B)` for a few rows
//! and vectors of C at a time: each element of A is broadcast to a vector, and multiplied with
//! vectors of B.
use crate::kernels::vector::{Kernel, Vector};

/// The matrices of a product: `depth` products are summed for each element of C.
#[derive(Clone, Copy)]
pub(super) struct Product {
    /// A: row-major, or column-major for the product of a transposed matrix.
    pub(super) left: *const f32,
    pub(super) left_stride: usize,
    /// B, row-major.
    pub(super) right: *const f32,
    pub(super) right_stride: usize,
    /// The number of products in a sum: the columns of A, the rows of B.
    pub(super) depth: usize,
    /// The initial values of the sums: null for zero; a stride of zero repeats one row, the bias.
    pub(super) start: *const f32,
    pub(super) start_stride: usize,
    /// C, row-major.
    pub(super) target: *mut f32,
    pub(super) target_stride: usize,
    pub(super) store: Store,
}

// SAFETY: it only holds addresses; whoever uses it in several threads ensures that they
// write different parts of C.
unsafe impl Sync for Product {}

/// What is done with a finished sum.
#[derive(Clone, Copy)]
pub(super) enum Store {
    /// Stores it, or the floor if that is larger: 0 for relu, -infinity for none.
    Overwrite { floor: f32 },
    /// Multiplies it by the scale and adds it to the value in C, with the floor as above.
    Add { scale: f32, floor: f32 },
}

impl Product {
    /// The part of the product that begins at one row and column of C.
    ///
    /// # Safety
    /// Row and column lie inside C.
    #[inline(always)]
    pub(super) unsafe fn at<const TRANSPOSED: bool>(&self, row: usize, column: usize) -> Self {
        let left = if TRANSPOSED { row } else { row * self.left_stride };
        // SAFETY: by the caller's promise all of these stay inside their matrices.
        unsafe {
            Self {
                left: self.left.add(left),
                right: self.right.add(column),
                start: if self.start.is_null() {
                    self.start
                } else {
                    self.start.add(row * self.start_stride + column)
                },
                target: self.target.add(row * self.target_stride + column),
                ..*self
            }
        }
    }
}

/// How many steps of a sum are written out: several for the widest tile; in a narrower one, or where
/// the last of three vectors has an address of its own beside those of eight rows, the compiler
/// would fetch so much ahead that it runs out of registers.
const fn unroll<V: Vector>(rows: usize, vectors: usize, addresses: bool) -> usize {
    if vectors == V::TILE.1 && !(addresses && rows * vectors == 24) { 4 } else { 1 }
}

/// The number of elements in the widest panel of columns.
pub(super) const fn panel_width<V: Vector>() -> usize {
    V::TILE.1 * V::LANES
}

/// The product for `rows` and `columns` of C.
///
/// # Safety
/// The machine has the instructions of `V`; A, B and `start` can be read, and C can be read and
/// written, for these rows and columns.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) unsafe fn multiply<V: Vector, const TRANSPOSED: bool>(
    product: &Product,
    rows: usize,
    columns: usize,
) {
    let mut column = 0;
    while column < columns {
        let width = next_panel::<V>(columns - column);
        // SAFETY: the panel lies inside C.
        unsafe { panel::<V, TRANSPOSED>(&product.at::<TRANSPOSED>(0, column), rows, width) }
        column += width;
    }
}

/// The width of the next panel when so many columns are left: as wide as possible, but no single
/// vector may be left over, as its tile would be bound by the latency of its sums.
#[inline(always)]
pub(super) fn next_panel<V: Vector>(columns: usize) -> usize {
    let wide = panel_width::<V>();
    if V::TILE.1 == 3 && columns > wide && columns <= wide + V::LANES {
        2 * V::LANES
    } else {
        columns.min(wide)
    }
}

/// All rows for at most `panel_width` columns.
///
/// # Safety
/// As for [`multiply`].
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) unsafe fn panel<V: Vector, const TRANSPOSED: bool>(
    product: &Product,
    rows: usize,
    columns: usize,
) {
    let vectors = columns.div_ceil(V::LANES);
    let last = columns - (vectors - 1) * V::LANES;
    // SAFETY: the caller's promise.
    unsafe {
        match (vectors, last == V::LANES) {
            (1, _) => V::call(&Panel::<1, true, TRANSPOSED> { product, rows, last }),
            (2, false) => V::call(&Panel::<2, true, TRANSPOSED> { product, rows, last }),
            (2, true) => V::call(&Panel::<2, false, TRANSPOSED> { product, rows, last }),
            (_, false) if V::TILE.1 == 3 => {
                V::call(&Panel::<3, true, TRANSPOSED> { product, rows, last });
            }
            (_, true) if V::TILE.1 == 3 => {
                V::call(&Panel::<3, false, TRANSPOSED> { product, rows, last });
            }
            _ => {}
        }
    }
}

/// All rows for a few vectors of columns; with `PARTIAL`, the last vector has `last` elements.
struct Panel<'a, const VECTORS: usize, const PARTIAL: bool, const TRANSPOSED: bool> {
    product: &'a Product,
    rows: usize,
    last: usize,
}

impl<const VECTORS: usize, const PARTIAL: bool, const TRANSPOSED: bool> Kernel
    for Panel<'_, VECTORS, PARTIAL, TRANSPOSED>
{
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let Self { product, rows, last } = *self;
        let mut row = 0;
        // SAFETY: rows and columns lie inside C, by the caller's promise.
        unsafe {
            if V::TILE.0 == 8 {
                while row + 8 <= rows {
                    let product = product.at::<TRANSPOSED>(row, 0);
                    V::within(&Tile::<8, VECTORS, PARTIAL, TRANSPOSED> { product, last });
                    row += 8;
                }
            }
            while row + 4 <= rows {
                let product = product.at::<TRANSPOSED>(row, 0);
                V::within(&Tile::<4, VECTORS, PARTIAL, TRANSPOSED> { product, last });
                row += 4;
            }
            while row < rows {
                let product = product.at::<TRANSPOSED>(row, 0);
                V::within(&Tile::<1, VECTORS, PARTIAL, TRANSPOSED> { product, last });
                row += 1;
            }
        }
    }
}

/// One tile of C of `ROWS` rows, and `VECTORS` vectors whose last has `last` elements: its sums
/// stay in registers.
struct Tile<const ROWS: usize, const VECTORS: usize, const PARTIAL: bool, const TRANSPOSED: bool> {
    product: Product,
    last: usize,
}

impl<const ROWS: usize, const VECTORS: usize, const PARTIAL: bool, const TRANSPOSED: bool> Kernel
    for Tile<ROWS, VECTORS, PARTIAL, TRANSPOSED>
{
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let Self { product, last } = *self;
        // SAFETY: all indices are below the rows, columns and depth that the caller promises.
        unsafe {
            let mut sums = [[V::splat(0.0); VECTORS]; ROWS];
            if !product.start.is_null() {
                let mut row = 0;
                while row < ROWS {
                    let start = product.start.add(row * product.start_stride);
                    sums[row] = load::<V, VECTORS, PARTIAL>(start, last);
                    row += 1;
                }
            }

            // One pointer per row of A, so that the loop computes no addresses.
            let mut lefts = [product.left; ROWS];
            if !TRANSPOSED {
                let mut row = 0;
                while row < ROWS {
                    lefts[row] = product.left.add(row * product.left_stride);
                    row += 1;
                }
            }
            let mut right = product.right;
            let mut step = 0;
            let unroll = const { unroll::<V>(ROWS, VECTORS, PARTIAL && !TRANSPOSED) };
            while step + unroll <= product.depth {
                let mut i = 0;
                while i < unroll {
                    let vectors =
                        load::<V, VECTORS, PARTIAL>(right.add(i * product.right_stride), last);
                    let mut row = 0;
                    while row < ROWS {
                        let factor = V::splat(*if TRANSPOSED {
                            lefts[0].add(i * product.left_stride + row)
                        } else {
                            lefts[row].add(step + i)
                        });
                        accumulate(factor, &vectors, &mut sums[row]);
                        row += 1;
                    }
                    i += 1;
                }
                right = right.add(unroll * product.right_stride);
                if TRANSPOSED {
                    lefts[0] = lefts[0].add(unroll * product.left_stride);
                }
                step += unroll;
            }
            while step < product.depth {
                let vectors = load::<V, VECTORS, PARTIAL>(right, last);
                let mut row = 0;
                while row < ROWS {
                    let factor = V::splat(*if TRANSPOSED {
                        lefts[0].add(row)
                    } else {
                        lefts[row].add(step)
                    });
                    accumulate(factor, &vectors, &mut sums[row]);
                    row += 1;
                }
                right = right.add(product.right_stride);
                if TRANSPOSED {
                    lefts[0] = lefts[0].add(product.left_stride);
                }
                step += 1;
            }

            finish::<V, ROWS, VECTORS, PARTIAL>(
                &mut sums,
                product.store,
                product.target,
                product.target_stride,
                last,
            );
        }
    }
}

/// `sums += factor * vectors`.
#[inline(always)]
pub(super) fn accumulate<V: Vector, const VECTORS: usize>(
    factor: V,
    vectors: &[V; VECTORS],
    sums: &mut [V; VECTORS],
) {
    let mut i = 0;
    while i < VECTORS {
        sums[i] = factor.multiply_add(vectors[i], sums[i]);
        i += 1;
    }
}

/// Finishes the sums as `Store` says, and writes them to C.
///
/// All values are read before the first is written: the overlap of two vectors must be added to
/// once, and a read of what was just written waits for the cache.
///
/// # Safety
/// `VECTORS` vectors, the last with `last` elements, can be read and written in each row.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) unsafe fn finish<
    V: Vector,
    const ROWS: usize,
    const VECTORS: usize,
    const PARTIAL: bool,
>(
    sums: &mut [[V; VECTORS]; ROWS],
    how: Store,
    target: *mut f32,
    stride: usize,
    last: usize,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (Store::Overwrite { floor } | Store::Add { floor, .. }) = how;
        if let Store::Add { scale, .. } = how {
            let scale = V::splat(scale);
            let mut row = 0;
            while row < ROWS {
                let before = load::<V, VECTORS, PARTIAL>(target.add(row * stride), last);
                let mut i = 0;
                while i < VECTORS {
                    sums[row][i] = sums[row][i].multiply_add(scale, before[i]);
                    i += 1;
                }
                row += 1;
            }
        }
        if floor > f32::NEG_INFINITY {
            let floor = V::splat(floor);
            let mut row = 0;
            while row < ROWS {
                let mut i = 0;
                while i < VECTORS {
                    sums[row][i] = floor.maximum(sums[row][i]);
                    i += 1;
                }
                row += 1;
            }
        }
        let mut row = 0;
        while row < ROWS {
            store::<V, VECTORS, PARTIAL>(&sums[row], target.add(row * stride), last);
            row += 1;
        }
    }
}

/// `VECTORS` vectors of one row; with `PARTIAL`, the last has `last` elements to itself.
///
/// After another vector the last one is full as well, and begins so much earlier that it ends
/// with the row: the overlap is computed twice, with the same result.
///
/// # Safety
/// The machine supports the instruction set of `V`, and the elements can be read.
#[inline(always)]
pub(super) unsafe fn load<V: Vector, const VECTORS: usize, const PARTIAL: bool>(
    source: *const f32,
    last: usize,
) -> [V; VECTORS] {
    // SAFETY: the caller's promise.
    unsafe {
        let mut vectors = [V::splat(0.0); VECTORS];
        let mut i = 0;
        while i < VECTORS {
            let end = PARTIAL && i + 1 == VECTORS;
            vectors[i] = if end && VECTORS == 1 {
                V::load_partial(source, last)
            } else {
                V::load(source.add(i * V::LANES - if end { V::LANES - last } else { 0 }))
            };
            i += 1;
        }
        vectors
    }
}

/// Writes what [`load`] reads.
///
/// # Safety
/// The elements can be written.
#[inline(always)]
unsafe fn store<V: Vector, const VECTORS: usize, const PARTIAL: bool>(
    vectors: &[V; VECTORS],
    target: *mut f32,
    last: usize,
) {
    let mut i = 0;
    while i < VECTORS {
        let (vector, end) = (vectors[i], PARTIAL && i + 1 == VECTORS);
        // SAFETY: the caller's promise.
        unsafe {
            if end && VECTORS == 1 {
                vector.store_partial(target, last);
            } else {
                vector.store(target.add(i * V::LANES - if end { V::LANES - last } else { 0 }));
            }
        }
        i += 1;
    }
}
