//! Long sums in two halves, so that each of two threads uses only its own half of the weight.
//!
//! The weight gradient is divided by the weight's rows. With the forward product divided in the
//! same way, a thread finds its rows in its own cache, where the update has left them; partitioned
//! by columns they would travel between the caches, with all that is prefetched
//! with them. For the same bits without threads, one thread computes the sum in two halves too.
use super::share::{COLUMNS, Part, Way, slice};
use super::tile::{Product, Store, multiply};
use crate::compute::Compute;
use crate::kernels::vector::{Kernel, Vector};
use core::ptr::null;

/// The least number of inputs with sums in two halves.
pub(super) const LONG: usize = 256;
/// How many rows are computed at a time when one thread computes both halves.
const BLOCK: usize = 64;

/// Where the sum is split.
fn middle(depth: usize) -> usize {
    depth / 16 * 8
}

/// The first half, which starts from the bias.
fn first(product: &Product) -> Product {
    let store = Store::Overwrite { floor: f32::NEG_INFINITY };
    Product { depth: middle(product.depth), store, ..*product }
}

/// The second half, to be added to the first.
///
/// # Safety
/// The product's A and B can be read.
unsafe fn second(product: &Product, store: Store) -> Product {
    let middle = middle(product.depth);
    // SAFETY: the middle lies inside both matrices.
    unsafe {
        Product {
            left: product.left.add(middle),
            right: product.right.add(middle * product.right_stride),
            depth: product.depth - middle,
            start: null(),
            store,
            ..*product
        }
    }
}

/// Both halves on one thread.
///
/// # Safety
/// As for [`multiply`].
#[inline(always)]
pub(super) unsafe fn multiply_halves<V: Vector>(
    product: &Product,
    rows: usize,
    columns: usize,
    floor: f32,
) {
    let mut row = 0;
    while row < rows {
        let count = BLOCK.min(rows - row);
        // SAFETY: the rows lie inside the product.
        unsafe {
            let product = product.at::<false>(row, 0);
            multiply::<V, false>(&first(&product), count, columns);
            let second = second(&product, Store::Add { scale: 1.0, floor });
            multiply::<V, false>(&second, count, columns);
        }
        row += count;
    }
}

/// Each half in its own threads; `aside` is memory for the sums of the second half.
///
/// # Safety
/// As for [`Part::compute`].
pub(super) unsafe fn share_halves(
    part: &Part<false>,
    compute: &Compute,
    parts: usize,
    floor: f32,
    aside: &mut [f32],
) {
    let (rows, columns, groups) = (part.rows, part.columns, parts / 2);
    let block = aside.len() / columns;
    let (target, target_stride) = (aside.as_mut_ptr(), columns);
    if block == 0 {
        // SAFETY: the caller's promise.
        return unsafe { compute.run(part) };
    }
    let mut row = 0;
    while row < rows {
        let count = block.min(rows - row);
        // SAFETY: the rows lie inside the product, and `aside` has as many; the halves write to
        // different places, and so do the partitions of columns.
        unsafe {
            let product = part.product.at::<false>(row, 0);
            let store = Store::Overwrite { floor: f32::NEG_INFINITY };
            let second = Product { target, target_stride, ..second(&product, store) };
            let halves = [first(&product), second];
            compute.share(2 * groups, &|index| {
                let columns = slice(columns, COLUMNS, groups, index / 2);
                if !columns.is_empty() {
                    compute.run(&Part::<false> {
                        product: halves[index % 2].at::<false>(0, columns.start),
                        rows: count,
                        columns: columns.len(),
                        way: Way::Tiles,
                    });
                }
            });
            let [first, second] = halves;
            compute.run(&Join { first, second, rows: count, columns, floor });
        }
        row += count;
    }
}

/// Adds the second half to the first: `first = max(floor, first + second)`.
struct Join {
    first: Product,
    second: Product,
    rows: usize,
    columns: usize,
    floor: f32,
}

impl Kernel for Join {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let mut row = 0;
        while row < self.rows {
            // SAFETY: both halves have these rows and columns.
            unsafe {
                let floor = V::splat(self.floor);
                let first = self.first.target.add(row * self.first.target_stride);
                let second = self.second.target.add(row * self.second.target_stride);
                let mut i = 0;
                while i + V::LANES <= self.columns {
                    let sum = V::load(second.add(i)).add(V::load(first.add(i)));
                    floor.maximum(sum).store(first.add(i));
                    i += V::LANES;
                }
                if i < self.columns {
                    let rest = self.columns - i;
                    let first = first.add(i);
                    let sum =
                        V::load_partial(second.add(i), rest).add(V::load_partial(first, rest));
                    floor.maximum(sum).store_partial(first, rest);
                }
            }
            row += 1;
        }
    }
}
