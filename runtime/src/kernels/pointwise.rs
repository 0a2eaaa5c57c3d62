//! Numbers computed from those at the same place of other rows: one pass for every formula.
#![allow(unsafe_code)]

use super::rows::{Rows, RowsMut};
use super::vector::{Kernel, Vector};
use crate::compute::Compute;

/// What becomes of the numbers at one place of `K` sources, and of any number of further ones.
pub(super) trait Formula<const K: usize>: Copy {
    /// The number for the target; `further` reads a further source, by its index.
    /// Implementations are `#[inline(always)]`.
    fn at<V: Vector>(self, sources: [V; K], further: impl Fn(usize) -> V) -> V;
}

/// Overwrites the target with what the formula gives, or adds that to the target.
///
/// # Panics
/// If a source has not the target's shape.
pub(super) fn pointwise<const K: usize>(
    compute: &Compute,
    formula: impl Formula<K>,
    sources: [Rows<'_>; K],
    further: &[Rows<'_>],
    accumulate: bool,
    target: RowsMut<'_>,
) {
    let mut target = target;
    let (mut count, mut width, stride) = (target.count(), target.width(), target.stride());
    let mut joined = stride == width;
    for source in sources.iter().chain(further) {
        assert!(
            source.count() == count && source.width() == width,
            "the rows must be as many and as wide"
        );
        joined &= source.stride() == width;
    }
    if joined {
        (count, width) = (1, count * width);
    }
    let target = target.data().as_mut_ptr();
    let pass = Pass { formula, sources, further, accumulate, target, count, width, stride };
    // SAFETY: the target is borrowed for the time of the call, and the sources have its shape;
    // where nobody has gaps between the rows, all rows together are one row.
    unsafe { compute.run(&pass) }
}

#[derive(Clone, Copy)]
struct Pass<'a, F, const K: usize> {
    formula: F,
    sources: [Rows<'a>; K],
    further: &'a [Rows<'a>],
    accumulate: bool,
    target: *mut f32,
    count: usize,
    width: usize,
    stride: usize,
}

impl<F: Formula<K>, const K: usize> Kernel for Pass<'_, F, K> {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        // A copy, since what is written might be `self` for all that the compiler knows.
        let pass = *self;
        for row in 0..pass.count {
            // SAFETY: the row lies inside the target, and the numbers inside the row.
            unsafe {
                let target = pass.target.add(row * pass.stride);
                let mut column = 0;
                while column + V::LANES <= pass.width {
                    pass.value::<V, true>(row, column, V::LANES).store(target.add(column));
                    column += V::LANES;
                }
                if column < pass.width {
                    let rest = pass.width - column;
                    let value = pass.value::<V, false>(row, column, rest);
                    value.store_partial(target.add(column), rest);
                }
            }
        }
    }
}

impl<F: Formula<K>, const K: usize> Pass<'_, F, K> {
    /// What is to be written to `count` places, all lanes where they are `WHOLE`.
    ///
    /// # Safety
    /// The machine has the instructions of `V`, and the places lie inside the rows.
    #[inline(always)]
    unsafe fn value<V: Vector, const WHOLE: bool>(
        self,
        row: usize,
        column: usize,
        count: usize,
    ) -> V {
        // SAFETY: the sources have the target's shape, so the places lie inside their rows.
        let value = unsafe {
            self.formula.at(
                self.sources.map(
                    #[inline(always)]
                    |source| read::<V, WHOLE>(&source, row, column, count),
                ),
                #[inline(always)]
                |index| read::<V, WHOLE>(&self.further[index], row, column, count),
            )
        };
        if self.accumulate {
            // SAFETY: as above.
            unsafe { load::<V, WHOLE>(self.target.add(row * self.stride + column), count) }
                .add(value)
        } else {
            value
        }
    }
}

/// `count` numbers of a row, all lanes where they are `WHOLE`.
///
/// # Safety
/// The machine has the instructions of `V`, and the numbers lie inside the row.
#[inline(always)]
unsafe fn read<V: Vector, const WHOLE: bool>(
    rows: &Rows<'_>,
    row: usize,
    column: usize,
    count: usize,
) -> V {
    // SAFETY: the caller's promise.
    unsafe { load::<V, WHOLE>(rows.data().as_ptr().add(row * rows.stride() + column), count) }
}

/// # Safety
/// The machine has the instructions of `V`, and `count` numbers can be read.
#[inline(always)]
unsafe fn load<V: Vector, const WHOLE: bool>(source: *const f32, count: usize) -> V {
    // SAFETY: the caller's promise; `count` is `LANES` where they are `WHOLE`.
    unsafe { if WHOLE { V::load(source) } else { V::load_partial(source, count) } }
}
