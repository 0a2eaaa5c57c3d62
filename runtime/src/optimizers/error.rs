//! Invalid settings of an optimizer.

use core::fmt;

/// An invalid setting of an optimizer.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum OptimizerError {
    /// The learning rate is negative, infinite or NaN.
    LearningRate {
        /// The optimizer's name.
        optimizer: &'static str,
        /// The value.
        value: f32,
    },
    /// A momentum or a decay rate is not from 0 to below 1.
    Decay {
        /// The optimizer's name.
        optimizer: &'static str,
        /// The setting: `momentum`, `beta1`, `beta2`.
        setting: &'static str,
        /// The value.
        value: f64,
    },
    /// The epsilon is not above 0 and finite.
    Epsilon {
        /// The optimizer's name.
        optimizer: &'static str,
        /// The value.
        value: f32,
    },
    /// Nesterov's momentum is requested, and the momentum is 0.
    NesterovWithoutMomentum,
}

impl OptimizerError {
    /// Checks a learning rate: 0 or above, and finite.
    pub(super) fn check_rate(optimizer: &'static str, value: f32) -> Result<(), Self> {
        if value >= 0.0 && value.is_finite() {
            Ok(())
        } else {
            Err(Self::LearningRate { optimizer, value })
        }
    }

    /// Checks a momentum or a beta.
    pub(super) fn check_decay(
        optimizer: &'static str,
        setting: &'static str,
        value: f64,
    ) -> Result<(), Self> {
        if (0.0..1.0).contains(&value) {
            Ok(())
        } else {
            Err(Self::Decay { optimizer, setting, value })
        }
    }

    /// Checks an epsilon.
    pub(super) fn check_epsilon(optimizer: &'static str, value: f32) -> Result<(), Self> {
        if value > 0.0 && value.is_finite() {
            Ok(())
        } else {
            Err(Self::Epsilon { optimizer, value })
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
            Self::Decay { optimizer, setting, value } => write!(
                f,
                "the {setting} of {optimizer} must be 0 or above and below 1, not {value}"
            ),
            Self::Epsilon { optimizer, value } => {
                write!(f, "the epsilon of {optimizer} must be above 0 and finite, not {value}")
            }
            Self::NesterovWithoutMomentum => {
                f.write_str("nesterov needs a momentum above 0, such as 0.9")
            }
        }
    }
}

impl core::error::Error for OptimizerError {}
