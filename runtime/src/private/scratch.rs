//! Parts of scratch memory, as named rows.
//!
//! The compiler checks the parts, in a constant; only one comparison is left for run time,
//! because this runs before every kernel of every network.
#![allow(unsafe_code)]

use super::RowsMut;
use core::array::from_fn;
use core::ops::Range;
use core::slice::from_raw_parts_mut;

/// Disjoint parts of scratch memory: their ranges for a single sample of a batch.
#[derive(Debug)]
pub struct Places<const N: usize> {
    ranges: [Range<usize>; N],
    /// The end of the last part.
    end: usize,
}

impl<const N: usize> Places<N> {
    /// Checks that the parts are disjoint.
    ///
    /// # Panics
    /// If they overlap: at compile time, as it is called in a constant.
    pub const fn new(ranges: [Range<usize>; N]) -> Self {
        let (mut end, mut index) = (0, 0);
        while index < N {
            let Range { start, end: stop } = ranges[index];
            assert!(start <= stop, "a part must not end before it begins");
            let mut other = 0;
            while other < index {
                let apart = stop <= ranges[other].start || ranges[other].end <= start;
                assert!(apart, "the parts must lie apart");
                other += 1;
            }
            if stop > end {
                end = stop;
            }
            index += 1;
        }
        Places { ranges, end }
    }
}

/// The rows of each part, for all samples of a batch.
///
/// # Panics
/// If the memory is too short.
#[inline]
pub fn rows<'a, const N: usize>(
    memory: &'a mut [f32],
    batch: usize,
    places: &Places<N>,
) -> [RowsMut<'a>; N] {
    let needed = places.end.checked_mul(batch);
    assert!(
        needed.is_some_and(|needed| needed <= memory.len()),
        "scratch memory must be as long as the network says"
    );
    let memory = memory.as_mut_ptr();
    from_fn(|index| {
        let Range { start, end } = places.ranges[index];
        let length = batch * (end - start);
        // SAFETY: `end <= places.end`, so `batch * end` is inside the memory (just checked), which
        // is borrowed for as long as the rows; `Places::new` checked that no two ranges overlap,
        // and then neither do their multiples.
        let part = unsafe { from_raw_parts_mut(memory.add(batch * start), length) };
        RowsMut::counted(part, batch, end - start)
    })
}

/// The largest of some values; zero if there are none.
pub const fn max(numbers: &[usize]) -> usize {
    let (mut largest, mut index) = (0, 0);
    while index < numbers.len() {
        if numbers[index] > largest {
            largest = numbers[index];
        }
        index += 1;
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_where_the_plan_says() {
        let mut memory: std::vec::Vec<f32> = (0_u8..14).map(f32::from).collect();
        let [last, mut first] = rows(&mut memory, 2, const { &Places::new([5..7, 0..3]) });
        assert_eq!((last.count(), last.as_rows().row(1)), (2, &[12.0, 13.0][..]));
        assert_eq!(first.row(1), [3.0, 4.0, 5.0]);
    }

    #[test]
    fn an_empty_batch_has_no_rows() {
        let [one, other] = rows(&mut [], 0, const { &Places::new([0..3, 3..5]) });
        assert_eq!((one.count(), other.count()), (0, 0));
    }

    #[test]
    #[should_panic(expected = "as long as the network says")]
    fn short_memory_is_refused() {
        let _ = rows(&mut [0.0; 9], 2, const { &Places::new([0..3, 3..5]) });
    }

    #[test]
    #[should_panic(expected = "as long as the network says")]
    fn a_batch_beyond_all_memory_is_refused() {
        let _ = rows(&mut [0.0; 8], usize::MAX / 2 + 1, const { &Places::new([0..1, 1..2]) });
    }

    #[test]
    #[should_panic(expected = "lie apart")]
    fn parts_that_overlap_are_refused() {
        let _ = Places::new([0..3, 5..7, 2..4]);
    }

    #[test]
    fn the_largest_of_nothing_is_zero() {
        assert_eq!((max(&[]), max(&[3, 5, 4])), (0, 5));
    }
}
