//! Parts of a scratch memory, named as rows.

use super::RowsMut;
use core::ops::Range;

/// The rows at each of the ranges, which say where they stand for a single sample.
///
/// # Panics
/// If the memory is too short, or two ranges overlap.
#[inline]
pub fn rows<const N: usize>(
    memory: &mut [f32],
    batch: usize,
    ranges: [Range<usize>; N],
) -> [RowsMut<'_>; N] {
    let mut widths = ranges.each_ref().map(ExactSizeIterator::len).into_iter();
    memory
        .get_disjoint_mut(ranges.map(|range| batch * range.start..batch * range.end))
        .expect("planned memory is as long as the network says, and its parts lie apart")
        .map(|part| RowsMut::counted(part, batch, widths.next().unwrap_or_default()))
}

/// The largest of some numbers; zero of none.
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
        let [last, mut first] = rows(&mut memory, 2, [5..7, 0..3]);
        assert_eq!((last.count(), last.as_rows().row(1)), (2, &[12.0, 13.0][..]));
        assert_eq!(first.row(1), [3.0, 4.0, 5.0]);
    }

    #[test]
    fn an_empty_batch_has_no_rows() {
        let [one, other] = rows(&mut [], 0, [0..3, 3..5]);
        assert_eq!((one.count(), other.count()), (0, 0));
    }

    #[test]
    #[should_panic(expected = "planned memory")]
    fn short_memory_is_refused() {
        let _ = rows(&mut [0.0; 9], 2, [0..3, 3..5]);
    }

    #[test]
    fn the_largest_of_nothing_is_zero() {
        assert_eq!((max(&[]), max(&[3, 5, 4])), (0, 5));
    }
}
