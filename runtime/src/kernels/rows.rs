//! Batches as rows of numbers, which may stand further apart than they are wide.
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
        assert!(data.len().is_multiple_of(width), "the numbers must fill whole rows");
        Self { data, count: data.len() / width, width, stride: width }
    }

    /// Part of wider rows: `width` numbers from `offset` on, in each of the rows of `stride`.
    ///
    /// # Panics
    /// If a row does not lie inside its stride, or `data` does not hold whole strides.
    #[inline]
    pub fn strided(data: &'a [f32], stride: usize, offset: usize, width: usize) -> Self {
        assert!(offset + width <= stride, "a row must lie inside its stride");
        assert!(data.len().is_multiple_of(stride), "the numbers must fill whole rows");
        Self { data: data.get(offset..).unwrap_or(&[]), count: data.len() / stride, width, stride }
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
    #[inline]
    pub fn row(&self, index: usize) -> &'a [f32] {
        &self.data[index * self.stride..][..self.width]
    }

    /// Some of each row's numbers: `width` from `offset` on.
    ///
    /// # Panics
    /// If a row has fewer.
    #[inline]
    pub fn columns(&self, offset: usize, width: usize) -> Rows<'a> {
        assert!(offset + width <= self.width, "the columns must lie inside the rows");
        Rows { data: self.data.get(offset..).unwrap_or(&[]), width, ..*self }
    }

    /// Some of the rows.
    #[inline]
    pub fn range(&self, rows: Range<usize>) -> Rows<'a> {
        let end = if rows.end == self.count { self.data.len() } else { rows.end * self.stride };
        let data = &self.data[(rows.start * self.stride).min(end)..end];
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
        assert!(data.len().is_multiple_of(width), "the numbers must fill whole rows");
        Self { count: data.len() / width, data, width, stride: width }
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
        assert!(offset + width <= stride, "a row must lie inside its stride");
        assert!(data.len().is_multiple_of(stride), "the numbers must fill whole rows");
        let count = data.len() / stride;
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
    #[inline]
    pub fn row(&mut self, index: usize) -> &mut [f32] {
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
        assert!(offset + width <= self.width, "the columns must lie inside the rows");
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
    #[inline]
    pub fn range(&mut self, rows: Range<usize>) -> RowsMut<'_> {
        let end = if rows.end == self.count { self.data.len() } else { rows.end * self.stride };
        let data = &mut self.data[(rows.start * self.stride).min(end)..end];
        RowsMut { data, count: rows.len(), width: self.width, stride: self.stride }
    }
}
