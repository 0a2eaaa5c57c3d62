//! Finds the first target that a loss cannot take.

use super::LossError;

/// Checks that values are finite, in rows of `width`; the error is the first that is not.
pub(super) fn finite(values: &[f32], width: usize) -> Result<(), LossError> {
    match values.iter().position(|value| !value.is_finite()) {
        None => Ok(()),
        Some(at) => {
            let (row, column) = (at / width, at % width);
            Err(LossError::NotFinite { row, column, value: values[at] })
        }
    }
}

/// Checks that `rows` times `width` values are from 0 to 1; the error is the first that is not.
pub(super) fn probabilities(
    rows: usize,
    width: usize,
    value: impl Fn(usize, usize) -> f32,
) -> Result<(), LossError> {
    for row in 0..rows {
        for column in 0..width {
            let value = value(row, column);
            if !(0.0..=1.0).contains(&value) {
                return Err(LossError::NotProbability { row, column, value });
            }
        }
    }
    Ok(())
}
