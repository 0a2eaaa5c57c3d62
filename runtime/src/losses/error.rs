//! The errors that a loss finds before training.

use core::fmt;

/// A target that a loss cannot take, or an invalid setting.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum LossError {
    /// A label that is not the index of a class.
    Label {
        /// Its row, from 0.
        row: usize,
        /// The label.
        label: usize,
        /// How many classes there are; labels are counted from 0.
        classes: usize,
    },
    /// A value that is infinite or NaN.
    NotFinite {
        /// Its row, from 0.
        row: usize,
        /// Its index in the row, from 0.
        column: usize,
        /// The value.
        value: f32,
    },
    /// A value below 0 or above 1 where a probability is needed.
    NotProbability {
        /// Its row, from 0.
        row: usize,
        /// Its index in the row, from 0.
        column: usize,
        /// The value.
        value: f32,
    },
    /// Huber's delta is not a positive number.
    Delta {
        /// The value.
        value: f32,
    },
    /// The weight of a loss is negative, infinite or NaN.
    Weight {
        /// The value.
        value: f32,
    },
}

impl fmt::Display for LossError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Label { row, label, classes } => write!(
                f,
                "row {row} has the label {label}, but the output has {classes} classes, \
                 counted from 0"
            ),
            Self::NotFinite { row, column, value } => {
                write!(f, "row {row} has {value} at column {column}; targets must be finite")
            }
            Self::NotProbability { row, column, value } => write!(
                f,
                "row {row} has {value} at column {column}; this loss takes targets from 0 to 1"
            ),
            Self::Delta { value } => {
                write!(f, "the delta of the Huber loss must be above 0 and finite, not {value}")
            }
            Self::Weight { value } => {
                write!(f, "the weight of a loss must be finite and not below 0, not {value}")
            }
        }
    }
}

impl core::error::Error for LossError {}
