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
    let target = Target::of(&mut target);
    let joined = target.are_joined(sources.iter().chain(further));
    let sources = sources.map(|source| Source::of(&source));
    // SAFETY: the target is borrowed for the time of the call, and the sources have its shape.
    unsafe { run(compute, Pass { formula, sources, further, accumulate, target }, joined) }
}

/// The same of one source, which is the target itself: each number is read before it is written.
///
/// # Panics
/// If a further source has not the target's shape.
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

/// Runs a pass; `joined` says that no source has gaps between its rows.
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
        // Where nobody has gaps between the rows, all rows together are one row.
        (pass.target.count, pass.target.width) = (1, count * width);
    }
    // SAFETY: the caller's promise.
    unsafe { compute.run(&pass) }
}

/// Where rows are written.
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

/// Where the rows of a source begin, and how far they are apart. It may be the target.
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
        // A copy, since what is written might be `self` for all that the compiler knows.
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
    /// What is to be written to `count` places, all lanes where they are `WHOLE`.
    ///
    /// # Safety
    /// The machine has the instructions of `V`, and the places lie inside the rows.
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
