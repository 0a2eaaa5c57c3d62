//! Elementwise operations on several rows: one pass for every formula.
#![allow(unsafe_code)]

use super::rows::{Rows, RowsMut};
use super::vector::{Kernel, Vector};
use crate::compute::Compute;

/// An elementwise operation on `K` sources, and any number of further ones.
pub(super) trait Formula<const K: usize>: Copy {
    /// The element of the target; `further` reads a further source, by its index.
    /// Implementations are `#[inline(always)]`.
    fn at<V: Vector>(self, sources: [V; K], further: impl Fn(usize) -> V) -> V;
}

/// Overwrites the target with the formula's result, or adds that to the target.
///
/// # Panics
/// If a source does not have the target's shape.
pub(super) fn pointwise<const K: usize>(
    compute: &Compute,
    formula: impl Formula<K>,
    sources: [Rows<'_>; K],
    further: &[Rows<'_>],
    accumulate: bool,
    target: RowsMut<'_>,
) {
    let mut target = target;
    let target = Target::of(&mut target);
    let joined = target.are_joined(sources.iter().chain(further));
    let sources = sources.map(|source| Source::of(&source));
    // SAFETY: the target is borrowed during the call, and the sources have its shape.
    unsafe { run(compute, Pass { formula, sources, further, accumulate, target }, joined) }
}

/// The same for one source, which is the target itself: each element is read before it is written.
///
/// # Panics
/// If a further source does not have the target's shape.
pub(super) fn pointwise_in_place(
    compute: &Compute,
    formula: impl Formula<1>,
    further: &[Rows<'_>],
    target: RowsMut<'_>,
) {
    let mut target = target;
    let target = Target::of(&mut target);
    let joined = target.are_joined(further.iter());
    let sources = [Source { start: target.start, stride: target.stride }];
    // SAFETY: as above.
    unsafe { run(compute, Pass { formula, sources, further, accumulate: false, target }, joined) }
}

/// Runs a pass; `joined` states that no source has gaps between its rows.
///
/// # Safety
/// The target may be written, the sources read, and all have one shape.
unsafe fn run<F: Formula<K>, const K: usize>(
    compute: &Compute,
    pass: Pass<'_, F, K>,
    joined: bool,
) {
    let mut pass = pass;
    let Target { count, width, stride, .. } = pass.target;
    if joined && stride == width {
        // If there are no gaps between the rows, all rows together are one row.
        (pass.target.count, pass.target.width) = (1, count * width);
    }
    // SAFETY: the caller's promise.
    unsafe { compute.run(&pass) }
}

/// The rows that are written.
#[derive(Clone, Copy)]
struct Target {
    start: *mut f32,
    count: usize,
    width: usize,
    stride: usize,
}

impl Target {
    fn of(rows: &mut RowsMut<'_>) -> Self {
        let (count, width, stride) = (rows.count(), rows.width(), rows.stride());
        Self { start: rows.data().as_mut_ptr(), count, width, stride }
    }

    /// Whether no source has gaps between its rows; all must have the target's shape.
    fn are_joined<'s>(&self, sources: impl Iterator<Item = &'s Rows<'s>>) -> bool {
        let mut joined = true;
        for source in sources {
            assert!(
                source.count() == self.count && source.width() == self.width,
                "the rows must be as many and as wide"
            );
            joined &= source.stride() == self.width;
        }
        joined
    }
}

/// The address of a source's first row, and the stride of its rows. It may be the target.
#[derive(Clone, Copy)]
struct Source {
    start: *const f32,
    stride: usize,
}

impl Source {
    fn of(rows: &Rows<'_>) -> Self {
        Self { start: rows.data().as_ptr(), stride: rows.stride() }
    }
}

#[derive(Clone, Copy)]
struct Pass<'a, F, const K: usize> {
    formula: F,
    sources: [Source; K],
    further: &'a [Rows<'a>],
    accumulate: bool,
    target: Target,
}

impl<F: Formula<K>, const K: usize> Kernel for Pass<'_, F, K> {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        // A copy, since the compiler must assume that writes to the target change `self`.
        let pass = *self;
        let Target { start, count, width, stride } = pass.target;
        for row in 0..count {
            // SAFETY: the row lies inside the target, and the numbers inside the row.
            unsafe {
                let target = start.add(row * stride);
                let mut column = 0;
                while column + V::LANES <= width {
                    pass.value::<V, true>(row, column, V::LANES).store(target.add(column));
                    column += V::LANES;
                }
                if column < width {
                    let rest = width - column;
                    let value = pass.value::<V, false>(row, column, rest);
                    value.store_partial(target.add(column), rest);
                }
            }
        }
    }
}

impl<F: Formula<K>, const K: usize> Pass<'_, F, K> {
    /// The values for `count` places, all lanes if `WHOLE`.
    ///
    /// # Safety
    /// The machine supports the instruction set of `V`, and the places lie inside the rows.
    #[cfg_attr(not(unoptimized), inline(always))]
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
                    |source| {
                        let place = source.start.add(row * source.stride + column);
                        load::<V, WHOLE>(place, count)
                    },
                ),
                #[inline(always)]
                |index| read::<V, WHOLE>(&self.further[index], row, column, count),
            )
        };
        if self.accumulate {
            let Target { start, stride, .. } = self.target;
            // SAFETY: as above.
            unsafe { load::<V, WHOLE>(start.add(row * stride + column), count) }.add(value)
        } else {
            value
        }
    }
}

/// `count` elements of a row, all lanes if `WHOLE`.
///
/// # Safety
/// The machine supports the instruction set of `V`, and the elements lie inside the row.
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
/// The machine supports the instruction set of `V`, and `count` elements can be read.
#[inline(always)]
unsafe fn load<V: Vector, const WHOLE: bool>(source: *const f32, count: usize) -> V {
    // SAFETY: the caller's promise; `count` is `LANES` where they are `WHOLE`.
    unsafe { if WHOLE { V::load(source) } else { V::load_partial(source, count) } }
}
