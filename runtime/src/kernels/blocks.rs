//! Copies of equally spaced contiguous slices between rows: the basis of concatenating and slicing.
//!
//! A range of an axis, in row-major order, is a contiguous slice for each index of the axes before
//! it. A slice layer copies them from its input into an output without gaps; concatenating copies
//! each input into its range of the output; the gradients are copied in the other direction.
#[cfg(test)]
mod tests;

use super::rows::{Rows, RowsMut};
use crate::memory::elements;
use core::ops::Range;

/// `count` contiguous slices of `length` elements in a row, the first from `offset` on, with a
/// distance of `stride` elements between their starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocks {
    count: usize,
    length: usize,
    offset: usize,
    stride: usize,
}

impl Blocks {
    /// The range of an axis of a tensor of that shape.
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
    /// than `usize` can hold: at compile time, where it is called in a constant.
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

    /// As many slices of the same length, from the row's start on and without gaps.
    pub const fn packed(self) -> Self {
        Self { offset: 0, stride: self.length, ..self }
    }

    /// The number of elements of all slices.
    pub const fn numbers(&self) -> usize {
        self.count * self.length
    }

    /// The end of the last slice; zero if there are no elements.
    pub const fn end(&self) -> usize {
        if self.numbers() == 0 {
            0
        } else {
            self.offset + (self.count - 1) * self.stride + self.length
        }
    }

    /// The range of each slice.
    fn runs(self) -> impl Iterator<Item = Range<usize>> {
        (0..self.count).map(move |index| {
            let start = self.offset + index * self.stride;
            start..start + self.length
        })
    }
}

/// Copies the slices `from` of each row of the source over the slices `to` of the target, or with
/// `accumulate` adds them there. The target's other elements stay as they are.
///
/// # Panics
/// If the slices or the rows differ in number, the slices differ in length, or they do not lie
/// inside the rows.
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

/// Zeroes all elements of each row outside the slices: if the gradient of a slice layer is
/// the first to be written, the gradient of the other elements is zero.
///
/// # Panics
/// If the slices do not lie inside the rows.
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
