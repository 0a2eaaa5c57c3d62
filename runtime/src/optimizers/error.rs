//! Settings of an optimizer that make no sense.

use core::fmt;

/// A setting of an optimizer that is not what it must be.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum OptimizerError {
    /// The learning rate is negative, infinite or not a number.
    LearningRate {
        /// The optimizer's name.
        optimizer: &'static str,
        /// The value given.
        value: f32,
    },
}

impl OptimizerError {
    /// The rate, if a step can be made with it: 0 or above, and finite.
    pub(super) fn check_rate(optimizer: &'static str, value: f32) -> Result<(), Self> {
        if value >= 0.0 && value.is_finite() {
            Ok(())
        } else {
            Err(Self::LearningRate { optimizer, value })
        }
    }
}

impl fmt::Display for OptimizerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::LearningRate { optimizer, value } => write!(
                f,
                "the learning rate of {optimizer} must be 0 or above and finite, not {value}"
            ),
        }
    }
}

impl core::error::Error for OptimizerError {}
