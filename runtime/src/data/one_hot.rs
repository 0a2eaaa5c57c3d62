//! Converts between labels and one-hot vectors.

use super::{DataError, Dataset};
use std::vec::Vec;

/// The vector of zeros with a 1 at the index of the label.
///
/// # Errors
/// [`DataError::UnknownLabel`] for a label of `CLASSES` or more.
///
/// # Example
/// ```
/// use burdock::data::one_hot;
///
/// assert_eq!(one_hot::<4>(2_u8)?, [0.0, 0.0, 1.0, 0.0]);
/// assert!(one_hot::<4>(4_u8).is_err());
/// # Ok::<(), burdock::data::DataError>(())
/// ```
pub fn one_hot<const CLASSES: usize>(label: impl Into<usize>) -> Result<[f32; CLASSES], DataError> {
    encode(label.into(), None)
}

/// [`one_hot`] of every label.
///
/// # Errors
/// [`DataError::UnknownLabel`] for the first label of `CLASSES` or more, with its row.
pub fn one_hot_rows<const CLASSES: usize>(
    labels: &[impl Copy + Into<usize>],
) -> Result<Vec<[f32; CLASSES]>, DataError> {
    labels.iter().enumerate().map(|(row, &label)| encode(label.into(), Some(row))).collect()
}

/// The label of every one-hot row: the inverse of [`one_hot_rows`].
///
/// # Errors
/// [`DataError::NotOneHot`] for the first row that is not a single 1 among zeros. For
/// probabilities use [`argmax`], the index of the most probable class.
///
/// # Example
/// ```
/// use burdock::data::{from_one_hot, one_hot_rows};
///
/// let rows = one_hot_rows::<3>(&[2_u8, 0])?;
/// assert_eq!(from_one_hot(&rows)?, [2, 0]);
/// # Ok::<(), burdock::data::DataError>(())
/// ```
pub fn from_one_hot<const CLASSES: usize>(
    rows: &[[f32; CLASSES]],
) -> Result<Vec<usize>, DataError> {
    rows.iter().enumerate().map(|(row, values)| decode(values, row)).collect()
}

/// The index of the largest value, the first if several are equal; NaN is ignored.
///
/// `None` if there is no value, or all are NaN.
pub fn argmax(values: &[f32]) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for (place, &value) in values.iter().enumerate() {
        if !value.is_nan() && best.is_none_or(|(_, largest)| value > largest) {
            best = Some((place, value));
        }
    }
    best.map(|(place, _)| place)
}

impl<X, Y: Copy + Into<usize>> Dataset<X, Y> {
    /// The dataset with its labels as one-hot vectors, the targets of categorical cross-entropy.
    ///
    /// # Errors
    /// [`DataError::UnknownLabel`] for the first label of `CLASSES` or more, with its row.
    pub fn one_hot<const CLASSES: usize>(self) -> Result<Dataset<X, [f32; CLASSES]>, DataError> {
        Ok(Dataset { y: one_hot_rows(&self.y)?, x: self.x, weights: self.weights })
    }
}

fn encode<const CLASSES: usize>(
    label: usize,
    row: Option<usize>,
) -> Result<[f32; CLASSES], DataError> {
    let mut values = [0.0; CLASSES];
    match values.get_mut(label) {
        Some(value) => *value = 1.0,
        None => return Err(DataError::UnknownLabel { row, label, classes: CLASSES }),
    }
    Ok(values)
}

fn decode(values: &[f32], row: usize) -> Result<usize, DataError> {
    let class = values.iter().position(|&value| value == 1.0);
    let zeros = values.iter().filter(|&&value| value == 0.0).count();
    class.filter(|_| zeros + 1 == values.len()).ok_or(DataError::NotOneHot { row })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;
    use std::vec;

    #[test]
    fn there_and_back() {
        let labels = [0_u8, 2, 1, 2];
        let rows = one_hot_rows::<3>(&labels).expect("known labels");
        assert_eq!(rows[1], [0.0, 0.0, 1.0]);
        assert_eq!(from_one_hot(&rows), Ok(vec![0, 2, 1, 2]));
        let data = Dataset::new(vec![(); 4], labels.to_vec()).expect("equal lengths");
        assert_eq!(data.one_hot::<3>().expect("known labels").y, rows);
    }

    #[test]
    fn an_unknown_label_is_named_with_its_row() {
        let error = one_hot_rows::<3>(&[0_u8, 3]).expect_err("3 names no class");
        assert_eq!(error, DataError::UnknownLabel { row: Some(1), label: 3, classes: 3 });
        assert_eq!(
            error.to_string(),
            "label 3 in row 1 names no class: there are 3, counted from 0"
        );
        assert!(one_hot::<3>(3_usize).is_err());
        assert!(one_hot::<0>(0_usize).is_err());
    }

    #[test]
    fn rows_that_are_not_one_hot() {
        for row in [[0.0, 0.0], [1.0, 1.0], [0.5, 0.5], [1.0, f32::NAN], [1.0, 0.1]] {
            assert_eq!(from_one_hot(&[[1.0, 0.0], row]), Err(DataError::NotOneHot { row: 1 }));
        }
    }

    #[test]
    fn the_largest_value() {
        assert_eq!(argmax(&[0.1, 0.7, 0.7, 0.2]), Some(1));
        assert_eq!(argmax(&[f32::NAN, f32::NEG_INFINITY, f32::NAN]), Some(1));
        assert_eq!(argmax(&[f32::NAN]), None);
        assert_eq!(argmax(&[]), None);
    }
}
