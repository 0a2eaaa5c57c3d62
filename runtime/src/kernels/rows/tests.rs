//! Rejected arguments, whatever the values; `extreme_sizes` tests the kernels.
use super::*;

const HALF: usize = usize::MAX / 2 + 1;

#[test]
#[should_panic(expected = "the columns must lie inside the rows")]
fn columns_whose_end_wraps_are_refused() {
    let _ = Rows::new(&[0.0; 4], 1).columns(usize::MAX, 1);
}

#[test]
#[should_panic(expected = "the columns must lie inside the rows")]
fn columns_to_be_written_whose_end_wraps_are_refused() {
    let _ = RowsMut::new(&mut [0.0; 4], 4).columns(3, usize::MAX - 1);
}

#[test]
#[should_panic(expected = "a row must lie inside its stride")]
fn rows_whose_offset_wraps_are_refused() {
    let _ = Rows::strided(&[0.0; 4], 4, usize::MAX, 1);
}

#[test]
#[should_panic(expected = "a row must lie inside its stride")]
fn rows_to_be_written_whose_offset_wraps_are_refused() {
    let _ = RowsMut::strided(&mut [0.0; 4], 4, usize::MAX, 4);
}

#[test]
#[should_panic(expected = "the range must lie inside the rows")]
fn a_range_whose_end_wraps_is_refused() {
    let _ = Rows::new(&[0.0; 4], 4).range(0..1 << (usize::BITS - 2));
}

#[test]
#[should_panic(expected = "the range must lie inside the rows")]
fn a_range_to_be_written_whose_end_wraps_is_refused() {
    let _ = RowsMut::new(&mut [0.0; 4], 4).range(0..1 << (usize::BITS - 2));
}

#[test]
#[should_panic(expected = "the range must lie inside the rows")]
#[expect(clippy::reversed_empty_ranges, reason = "what is tested")]
fn a_range_that_ends_before_it_starts_is_refused() {
    let _ = Rows::new(&[0.0; 4], 1).range(3..2);
}

#[test]
#[should_panic(expected = "there must be a row of that index")]
fn a_row_whose_place_wraps_is_refused() {
    let _ = Rows::new(&[0.0; 4], 2).row(HALF);
}

#[test]
#[should_panic(expected = "the numbers must fill whole rows")]
fn elements_do_not_fill_rows_of_none() {
    let _ = Rows::new(&[0.0; 4], 0);
}

#[test]
fn there_are_no_rows_of_no_elements() {
    assert_eq!(Rows::new(&[], 0).count(), 0);
    assert_eq!(Rows::strided(&[], 0, 0, 0).count(), 0);
    assert_eq!(Rows::new(&[], usize::MAX).count(), 0);
}

#[test]
fn all_ranges_of_columns_lie_inside() {
    let data: [f32; 12] = core::array::from_fn(|index| index as f32);
    let rows = Rows::strided(&data, 4, 1, 3).columns(1, 2);
    assert_eq!(rows.row(2), [10.0, 11.0]);
    assert_eq!(rows.range(1..3).row(1), [10.0, 11.0]);
    assert_eq!(rows.range(1..2).row(0), [6.0, 7.0]);
    for end in 0..=3 {
        assert_eq!(rows.range(end..end).count(), 0);
    }
}

#[test]
fn a_matrix_has_rows_times_columns() {
    assert!(is_matrix(6, 2, 3) && is_matrix(0, 0, usize::MAX));
    assert!(!is_matrix(0, HALF, 2) && !is_matrix(5, 2, 3));
}
