//! Runs of numbers copied from row to row: what concatenating and slicing are made of.
//!
//! A part of an axis, in row-major order, is a run of numbers for each index of the axes before
//! it. A slice copies that part of its input into an output without gaps; concatenating copies
//! each input into its part of the output; and their gradients go the other way.
#[cfg(test)]
mod tests;

use super::rows::{Rows, RowsMut};
use crate::memory::elements;
use core::ops::Range;

/// `count` runs of `length` numbers in a row, the first from `offset` on, their starts `stride`
/// numbers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocks {
    count: usize,
    length: usize,
    offset: usize,
    stride: usize,
}

impl Blocks {
    /// Part of an axis of a value of that shape.
    ///
    /// ```
    /// use burdock::kernels::blocks::Blocks;
    /// // Of [2, 4, 3] the middle of the second axis: 6 numbers from 3 on, and from 15 on.
    /// let part = Blocks::along(&[2, 4, 3], 1, 1..3);
    /// assert_eq!(part.numbers(), 12);
    /// assert_eq!(part.end(), 21);
    /// ```
    ///
    /// # Panics
    /// If there is no such axis, the range does not lie inside it, or the shape has more elements
    /// than can be counted: at compile time, where it is called in a constant.
    pub const fn along(shape: &[usize], axis: usize, range: Range<usize>) -> Self {
        assert!(axis < shape.len(), "there must be an axis of that number");
        let Range { start, end } = range;
        assert!(start <= end && end <= shape[axis], "the part must lie inside the axis");
        let (outer, from) = shape.split_at(axis);
        let (count, stride) = (elements(outer), elements(from));
        let inner = elements(from.split_at(1).1);
        // All that is computed from these is at most the number of all elements.
        let _ = elements(&[count, stride]);
        Self { count, length: (end - start) * inner, offset: start * inner, stride }
    }

    /// As many runs of the same length, from the row's start on and without gaps.
    pub const fn packed(self) -> Self {
        Self { offset: 0, stride: self.length, ..self }
    }

    /// How many numbers there are in all runs together.
    pub const fn numbers(&self) -> usize {
        self.count * self.length
    }

    /// Where the last run ends; zero where there are no numbers.
    pub const fn end(&self) -> usize {
        if self.numbers() == 0 {
            0
        } else {
            self.offset + (self.count - 1) * self.stride + self.length
        }
    }

    /// Where each run stands.
    fn runs(self) -> impl Iterator<Item = Range<usize>> {
        (0..self.count).map(move |index| {
            let start = self.offset + index * self.stride;
            start..start + self.length
        })
    }
}

/// Copies the runs `from` of each row of the source over the runs `to` of the target, or with
/// `accumulate` adds them there. The target's other numbers stay as they are.
///
/// # Panics
/// If the runs are not as many and as long, or do not lie inside the rows; if the rows are not as
/// many.
pub fn copy_blocks(
    from: Blocks,
    source: Rows<'_>,
    to: Blocks,
    accumulate: bool,
    target: RowsMut<'_>,
) {
    assert!(
        from.count == to.count && from.length == to.length,
        "the runs must be as many and as long"
    );
    assert!(
        from.end() <= source.width() && to.end() <= target.width(),
        "the runs must lie inside the rows"
    );
    assert!(source.count() == target.count(), "the rows must be as many");
    if from.numbers() == 0 {
        return;
    }
    let mut target = target;
    for index in 0..source.count() {
        let (source, target) = (source.row(index), target.row(index));
        for (from, to) in from.runs().zip(to.runs()) {
            let (source, target) = (&source[from], &mut target[to]);
            if accumulate {
                for (target, source) in target.iter_mut().zip(source) {
                    *target += source;
                }
            } else {
                target.copy_from_slice(source);
            }
        }
    }
}

/// Makes all numbers of each row zero but those of the runs: where the gradient of a slice is
/// the first to be written, there is none for the rest.
///
/// # Panics
/// If the runs do not lie inside the rows.
pub fn clear_outside(blocks: Blocks, target: RowsMut<'_>) {
    assert!(blocks.end() <= target.width(), "the runs must lie inside the rows");
    let mut target = target;
    for index in 0..target.count() {
        let row = target.row(index);
        if blocks.numbers() == 0 {
            row.fill(0.0);
            continue;
        }
        let mut start = 0;
        for run in blocks.runs() {
            row[start..run.start].fill(0.0);
            start = run.end;
        }
        row[start..].fill(0.0);
    }
}
