//! What a loss finds wrong before training.

use core::fmt;

/// A target that a loss cannot take, or a setting that makes no sense.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum LossError {
    /// A label that names no class.
    Label {
        /// The row that carries it, from 0.
        row: usize,
        /// The label.
        label: usize,
        /// How many classes there are; labels count from 0.
        classes: usize,
    },
    /// A value that is infinite or not a number.
    NotFinite {
        /// The row that holds it, from 0.
        row: usize,
        /// Its place in the row, from 0.
        column: usize,
        /// The value.
        value: f32,
    },
    /// A value below 0 or above 1 where a probability is needed.
    NotProbability {
        /// The row that holds it, from 0.
        row: usize,
        /// Its place in the row, from 0.
        column: usize,
        /// The value.
        value: f32,
    },
    /// Huber's delta is not a positive number.
    Delta {
        /// The value given.
        value: f32,
    },
    /// The weight of a loss is negative, infinite or not a number.
    Weight {
        /// The value given.
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
