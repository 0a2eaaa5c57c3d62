//! Batches as rows of numbers, which may stand further apart than they are wide.
//!
//! The invariant that kernels rest on, for any arguments of the functions here: with at least one
//! row, `(count - 1) * stride + width` is at most the length of the data.
#[cfg(test)]
mod tests;

use core::ops::Range;

/// `count` rows of `width` numbers each, whose starts are `stride` numbers apart.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    data: &'a [f32],
    count: usize,
    width: usize,
    stride: usize,
}

impl<'a> Rows<'a> {
    /// Rows that follow each other without a gap.
    ///
    /// # Panics
    /// If `data` does not hold a whole number of rows.
    #[inline]
    pub fn new(data: &'a [f32], width: usize) -> Self {
        Self { data, count: whole_rows(data.len(), width), width, stride: width }
    }

    /// Part of wider rows: `width` numbers from `offset` on, in each of the rows of `stride`.
    ///
    /// # Panics
    /// If a row does not lie inside its stride, or `data` does not hold whole strides.
    #[inline]
    pub fn strided(data: &'a [f32], stride: usize, offset: usize, width: usize) -> Self {
        assert!(is_inside(offset, width, stride), "a row must lie inside its stride");
        let count = whole_rows(data.len(), stride);
        Self { data: data.get(offset..).unwrap_or(&[]), count, width, stride }
    }

    /// How many rows there are.
    #[inline]
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many numbers a row has.
    #[inline]
    pub fn width(&self) -> usize {
        self.width
    }

    /// How far the starts of two rows are apart.
    #[inline]
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// The numbers from the first of the first row on.
    #[inline]
    pub fn data(&self) -> &'a [f32] {
        self.data
    }

    /// One row.
    ///
    /// # Panics
    /// If there is no row of that index.
    #[inline]
    pub fn row(&self, index: usize) -> &'a [f32] {
        assert!(index < self.count, "there must be a row of that index");
        &self.data[index * self.stride..][..self.width]
    }

    /// Some of each row's numbers: `width` from `offset` on.
    ///
    /// # Panics
    /// If a row has fewer.
    #[inline]
    pub fn columns(&self, offset: usize, width: usize) -> Rows<'a> {
        assert!(is_inside(offset, width, self.width), "the columns must lie inside the rows");
        Rows { data: self.data.get(offset..).unwrap_or(&[]), width, ..*self }
    }

    /// Some of the rows.
    ///
    /// # Panics
    /// If the range ends before it starts, or after the last row.
    #[inline]
    pub fn range(&self, rows: Range<usize>) -> Rows<'a> {
        let data = &self.data[elements(&rows, self.count, self.stride, self.data.len())];
        Rows { data, count: rows.len(), width: self.width, stride: self.stride }
    }
}

/// [`Rows`] that can be written.
#[derive(Debug)]
pub struct RowsMut<'a> {
    data: &'a mut [f32],
    count: usize,
    width: usize,
    stride: usize,
}

impl<'a> RowsMut<'a> {
    /// Rows that follow each other without a gap.
    ///
    /// # Panics
    /// If `data` does not hold a whole number of rows.
    #[inline]
    pub fn new(data: &'a mut [f32], width: usize) -> Self {
        Self { count: whole_rows(data.len(), width), data, width, stride: width }
    }

    /// As [`new`](Self::new), where the number of rows is known already.
    #[inline]
    pub(crate) fn counted(data: &'a mut [f32], count: usize, width: usize) -> Self {
        debug_assert_eq!(data.len(), count * width);
        Self { data, count, width, stride: width }
    }

    /// Part of wider rows: `width` numbers from `offset` on, in each of the rows of `stride`.
    ///
    /// # Panics
    /// If a row does not lie inside its stride, or `data` does not hold whole strides.
    #[inline]
    pub fn strided(data: &'a mut [f32], stride: usize, offset: usize, width: usize) -> Self {
        assert!(is_inside(offset, width, stride), "a row must lie inside its stride");
        let count = whole_rows(data.len(), stride);
        Self { data: data.get_mut(offset..).unwrap_or(&mut []), count, width, stride }
    }

    /// How many rows there are.
    #[inline]
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many numbers a row has.
    #[inline]
    pub fn width(&self) -> usize {
        self.width
    }

    /// How far the starts of two rows are apart.
    #[inline]
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// The numbers from the first of the first row on.
    #[inline]
    pub fn data(&mut self) -> &mut [f32] {
        self.data
    }

    /// The same numbers, for as long as the rows had them.
    #[inline]
    pub fn into_data(self) -> &'a mut [f32] {
        self.data
    }

    /// One row, to be written.
    ///
    /// # Panics
    /// If there is no row of that index.
    #[inline]
    pub fn row(&mut self, index: usize) -> &mut [f32] {
        assert!(index < self.count, "there must be a row of that index");
        &mut self.data[index * self.stride..][..self.width]
    }

    /// Overwrites the rows with others.
    ///
    /// # Panics
    /// If they are not as many, or not as wide.
    pub fn copy_from(&mut self, source: Rows<'_>) {
        self.assert_alike(&source);
        for index in 0..self.count {
            self.row(index).copy_from_slice(source.row(index));
        }
    }

    /// Some of each row's numbers, to be written: `width` from `offset` on.
    ///
    /// # Panics
    /// If a row has fewer.
    #[inline]
    pub fn columns(&mut self, offset: usize, width: usize) -> RowsMut<'_> {
        assert!(is_inside(offset, width, self.width), "the columns must lie inside the rows");
        let data = self.data.get_mut(offset..).unwrap_or(&mut []);
        RowsMut { data, count: self.count, width, stride: self.stride }
    }

    /// Overwrites all numbers with one.
    pub fn fill(&mut self, value: f32) {
        for index in 0..self.count {
            self.row(index).fill(value);
        }
    }

    /// Adds other rows to the rows.
    ///
    /// # Panics
    /// If they are not as many, or not as wide.
    pub fn add(&mut self, other: Rows<'_>) {
        self.assert_alike(&other);
        for index in 0..self.count {
            for (number, other) in self.row(index).iter_mut().zip(other.row(index)) {
                *number += other;
            }
        }
    }

    fn assert_alike(&self, other: &Rows<'_>) {
        assert!(
            self.count == other.count && self.width == other.width,
            "the rows must be as many and as wide"
        );
    }

    /// The same rows, to be read.
    #[inline]
    pub fn as_rows(&self) -> Rows<'_> {
        Rows { data: self.data, count: self.count, width: self.width, stride: self.stride }
    }

    /// The same rows, borrowed for a shorter time.
    #[inline]
    pub fn reborrow(&mut self) -> RowsMut<'_> {
        RowsMut { data: self.data, count: self.count, width: self.width, stride: self.stride }
    }

    /// Some of the rows.
    ///
    /// # Panics
    /// If the range ends before it starts, or after the last row.
    #[inline]
    pub fn range(&mut self, rows: Range<usize>) -> RowsMut<'_> {
        let elements = elements(&rows, self.count, self.stride, self.data.len());
        let data = &mut self.data[elements];
        RowsMut { data, count: rows.len(), width: self.width, stride: self.stride }
    }
}

/// How many rows of `stride` elements there are.
#[inline]
fn whole_rows(elements: usize, stride: usize) -> usize {
    // Of rows without elements there are none.
    assert!(elements.is_multiple_of(stride), "the numbers must fill whole rows");
    elements.checked_div(stride).unwrap_or(0)
}

/// Whether `width` elements from `offset` on lie inside a row of `whole` elements.
#[inline]
fn is_inside(offset: usize, width: usize, whole: usize) -> bool {
    offset.checked_add(width).is_some_and(|end| end <= whole)
}

/// Where some of `count` rows stand in data of that length.
#[inline]
fn elements(rows: &Range<usize>, count: usize, stride: usize, length: usize) -> Range<usize> {
    assert!(rows.start <= rows.end && rows.end <= count, "the range must lie inside the rows");
    // No more than `count` strides, which are no more than were in memory.
    let end = if rows.end == count { length } else { rows.end * stride };
    (rows.start * stride).min(end)..end
}

/// Whether `length` elements are a matrix of so many rows and columns.
#[inline]
pub(super) fn is_matrix(length: usize, rows: usize, columns: usize) -> bool {
    rows.checked_mul(columns) == Some(length)
}
