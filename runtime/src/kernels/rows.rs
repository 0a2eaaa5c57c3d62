//! Batches as rows of elements, with a stride that may be larger than the width.
//!
//! The invariant that kernels rest on, for any arguments of the functions here: with at least one
//! row, `(count - 1) * stride + width` is at most the length of the data.
#[cfg(test)]
mod tests;

use core::ops::Range;

/// `count` rows of `width` elements each, with a stride of `stride` elements.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    data: &'a [f32],
    count: usize,
    width: usize,
    stride: usize,
}

impl<'a> Rows<'a> {
    /// Rows without gaps between them.
    ///
    /// # Panics
    /// If `data` does not hold a whole number of rows.
    #[inline]
    pub fn new(data: &'a [f32], width: usize) -> Self {
        Self { data, count: whole_rows(data.len(), width), width, stride: width }
    }

    /// Columns of wider rows: `width` elements from `offset` on, in each of the rows of `stride`.
    ///
    /// # Panics
    /// If a row does not lie inside its stride, or `data` does not hold whole strides.
    #[inline]
    pub fn strided(data: &'a [f32], stride: usize, offset: usize, width: usize) -> Self {
        assert!(is_inside(offset, width, stride), "a row must lie inside its stride");
        let count = whole_rows(data.len(), stride);
        Self { data: data.get(offset..).unwrap_or(&[]), count, width, stride }
    }

    /// The number of rows.
    #[inline]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number of elements of a row.
    #[inline]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The distance between the starts of two consecutive rows.
    #[inline]
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// The elements from the start of the first row on.
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

    /// Some columns: `width` elements of each row, from `offset` on.
    ///
    /// # Panics
    /// If a row has fewer elements.
    #[inline]
    pub fn columns(&self, offset: usize, width: usize) -> Rows<'a> {
        assert!(is_inside(offset, width, self.width), "the columns must lie inside the rows");
        Rows { data: self.data.get(offset..).unwrap_or(&[]), width, ..*self }
    }

    /// A range of the rows.
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
    /// Rows without gaps between them.
    ///
    /// # Panics
    /// If `data` does not hold a whole number of rows.
    #[inline]
    pub fn new(data: &'a mut [f32], width: usize) -> Self {
        Self { count: whole_rows(data.len(), width), data, width, stride: width }
    }

    /// As [`new`](Self::new), if the number of rows is known already.
    #[inline]
    pub(crate) fn counted(data: &'a mut [f32], count: usize, width: usize) -> Self {
        debug_assert_eq!(data.len(), count * width);
        Self { data, count, width, stride: width }
    }

    /// Columns of wider rows: `width` elements from `offset` on, in each of the rows of `stride`.
    ///
    /// # Panics
    /// If a row does not lie inside its stride, or `data` does not hold whole strides.
    #[inline]
    pub fn strided(data: &'a mut [f32], stride: usize, offset: usize, width: usize) -> Self {
        assert!(is_inside(offset, width, stride), "a row must lie inside its stride");
        let count = whole_rows(data.len(), stride);
        Self { data: data.get_mut(offset..).unwrap_or(&mut []), count, width, stride }
    }

    /// The number of rows.
    #[inline]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number of elements of a row.
    #[inline]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The distance between the starts of two consecutive rows.
    #[inline]
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// The elements from the start of the first row on.
    #[inline]
    pub fn data(&mut self) -> &mut [f32] {
        self.data
    }

    /// The same elements, with the lifetime of the rows.
    #[inline]
    pub fn into_data(self) -> &'a mut [f32] {
        self.data
    }

    /// One row, mutable.
    ///
    /// # Panics
    /// If there is no row of that index.
    #[inline]
    pub fn row(&mut self, index: usize) -> &mut [f32] {
        assert!(index < self.count, "there must be a row of that index");
        &mut self.data[index * self.stride..][..self.width]
    }

    /// Copies other rows into these.
    ///
    /// # Panics
    /// If the numbers of rows or their widths differ.
    pub fn copy_from(&mut self, source: Rows<'_>) {
        self.assert_alike(&source);
        for index in 0..self.count {
            self.row(index).copy_from_slice(source.row(index));
        }
    }

    /// Some columns, mutable: `width` elements of each row, from `offset` on.
    ///
    /// # Panics
    /// If a row has fewer elements.
    #[inline]
    pub fn columns(&mut self, offset: usize, width: usize) -> RowsMut<'_> {
        assert!(is_inside(offset, width, self.width), "the columns must lie inside the rows");
        let data = self.data.get_mut(offset..).unwrap_or(&mut []);
        RowsMut { data, count: self.count, width, stride: self.stride }
    }

    /// Sets all elements to one value.
    pub fn fill(&mut self, value: f32) {
        for index in 0..self.count {
            self.row(index).fill(value);
        }
    }

    /// Adds other rows to these.
    ///
    /// # Panics
    /// If the numbers of rows or their widths differ.
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

    /// The same rows, shared.
    #[inline]
    pub fn as_rows(&self) -> Rows<'_> {
        Rows { data: self.data, count: self.count, width: self.width, stride: self.stride }
    }

    /// The same rows, borrowed for a shorter lifetime.
    #[inline]
    pub fn reborrow(&mut self) -> RowsMut<'_> {
        RowsMut { data: self.data, count: self.count, width: self.width, stride: self.stride }
    }

    /// A range of the rows.
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

/// The number of rows of `stride` elements.
#[inline]
fn whole_rows(elements: usize, stride: usize) -> usize {
    // Rows of width zero are only accepted if there are no elements.
    assert!(elements.is_multiple_of(stride), "the numbers must fill whole rows");
    elements.checked_div(stride).unwrap_or(0)
}

/// Whether `width` elements from `offset` on lie inside a row of `whole` elements.
#[inline]
fn is_inside(offset: usize, width: usize, whole: usize) -> bool {
    offset.checked_add(width).is_some_and(|end| end <= whole)
}

/// The range of some of `count` rows in data of that length.
#[inline]
fn elements(rows: &Range<usize>, count: usize, stride: usize, length: usize) -> Range<usize> {
    assert!(rows.start <= rows.end && rows.end <= count, "the range must lie inside the rows");
    // No more than `count` strides, which fit into memory.
    let end = if rows.end == count { length } else { rows.end * stride };
    (rows.start * stride).min(end)..end
}

/// Whether `length` is the number of elements of a matrix with so many rows and columns.
#[inline]
pub(super) fn is_matrix(length: usize, rows: usize, columns: usize) -> bool {
    rows.checked_mul(columns) == Some(length)
}
