//! Errors of a fit or an evaluation.
//!
//! The message of an error does not repeat that of its source.

use super::{NonFinite, Restored};
use crate::data::DataError;
use crate::losses::LossError;
use crate::optimizers::OptimizerError;
use core::fmt;

/// Invalid data or settings of a fit, or values that are not finite.
///
/// What caused it is its [`source`](core::error::Error::source), which its text does not repeat:
/// print the whole chain, as `anyhow` does with `{:#}`.
///
/// A fit that ends in an error leaves the model and the trainer in a sound state: as they were, or
/// as `restored` says.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum TrainError {
    /// There are no samples, or not as many as targets, or they are not finite.
    Data {
        /// Which dataset.
        part: Part,
        /// What is wrong with it.
        error: DataError,
    },
    /// A target that the loss cannot take, or a loss with an invalid setting.
    Loss {
        /// Which dataset.
        part: Part,
        /// Which output, if the network has several.
        head: Option<&'static str>,
        /// What is wrong.
        error: LossError,
    },
    /// The optimizer has an invalid setting.
    Optimizer(OptimizerError),
    /// The batch size is 0.
    BatchSize,
    /// The number of epochs is 0.
    Epochs,
    /// The number of threads is 0.
    Threads,
    /// A validation split that is not between 0 and 1, or leaves one part without samples.
    ValidationSplit {
        /// The fraction.
        fraction: f64,
        /// How many samples there are.
        samples: usize,
    },
    /// The model is not the one that the trainer has trained, or was changed since then.
    ModelDiffers {
        /// The CRC-32 of the parameters at the end of the last fit, or in the loaded state.
        expected: u32,
        /// The CRC-32 of the model's parameters.
        found: u32,
    },
    /// The model is not the one that was saved with the state which the trainer has loaded.
    StateDiffers {
        /// The CRC-32 of the parameters that the state names.
        expected: u32,
        /// The CRC-32 of the model's parameters.
        found: u32,
    },
    /// The model is not finite before the first step of a fit or in an evaluation, or the loss of
    /// an evaluation is not. Nothing has changed.
    NonFinite(NonFinite),
    /// Training made a loss, a parameter or the optimizer's state infinite or NaN.
    Diverged {
        /// The epoch, from 1.
        epoch: usize,
        /// The step in the epoch, from 1: the one with that loss, or the last one if it was found
        /// after the epoch's steps or in the validation.
        step: usize,
        /// What was found.
        found: NonFinite,
        /// Which state the model and the trainer were restored to.
        restored: Restored,
    },
    /// A callback made the model or the learning rate invalid.
    Callback {
        /// The epoch, from 1.
        epoch: usize,
        /// How many steps of the epoch had been taken.
        steps: usize,
        /// What it did.
        fault: CallbackFault,
        /// Which state the model and the trainer were restored to.
        restored: Restored,
    },
}

/// What a callback left invalid.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum CallbackFault {
    /// A parameter that is not finite.
    Model(NonFinite),
    /// An invalid setting of the optimizer.
    Optimizer(OptimizerError),
}

/// Why a fit ends early, before the model is restored.
pub(super) enum Fault {
    /// The loss of a step, which was not applied.
    Loss(NonFinite),
    /// Found after steps that were applied.
    Diverged(NonFinite),
    Callback(CallbackFault),
}

impl From<NonFinite> for Fault {
    fn from(found: NonFinite) -> Self {
        Self::Diverged(found)
    }
}

impl Fault {
    /// The error of a fit that has taken so many steps of an epoch.
    pub(super) fn at(self, epoch: usize, step: usize, restored: Restored) -> TrainError {
        match self {
            Self::Loss(found) => TrainError::Diverged { epoch, step: step + 1, found, restored },
            Self::Diverged(found) => TrainError::Diverged { epoch, step, found, restored },
            Self::Callback(fault) => TrainError::Callback { epoch, steps: step, fault, restored },
        }
    }
}

/// Which of the datasets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The training data.
    Training,
    /// The validation data.
    Validation,
    /// The data passed to `evaluate`.
    Evaluation,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Training => "training data",
            Self::Validation => "validation data",
            Self::Evaluation => "evaluation data",
        })
    }
}

impl fmt::Display for TrainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Data { part, .. } => write!(f, "cannot use the {part}"),
            Self::Loss { part, head: None, .. } => {
                write!(f, "cannot compute the loss on the {part}")
            }
            Self::Loss { part, head: Some(head), .. } => {
                write!(f, "cannot compute the loss of `{head}` on the {part}")
            }
            Self::Optimizer(error) => error.fmt(f),
            Self::BatchSize => f.write_str("the batch size must be at least 1, not 0"),
            Self::Epochs => f.write_str("the number of epochs must be at least 1, not 0"),
            Self::Threads => f.write_str("the number of threads must be at least 1, not 0"),
            Self::ValidationSplit { fraction, samples } => write!(
                f,
                "a validation split of {fraction} does not divide {samples} samples into two \
                 parts; it must lie between 0 and 1 and leave a sample on both sides"
            ),
            Self::ModelDiffers { expected, found } => write!(
                f,
                "the model is not the one that this trainer has trained, or was changed since: \
                 the CRC-32 of its parameters is {found:08x}, not {expected:08x}; call \
                 `trainer.reset()` to begin anew with this model, or \
                 `trainer.continue_with(&model)` to go on with it in place of the former"
            ),
            Self::StateDiffers { expected, found } => write!(
                f,
                "the model is not the one that the loaded state belongs to: the CRC-32 of its \
                 parameters is {found:08x}, not {expected:08x}; load the parameters that were \
                 saved together with the state, or call `trainer.reset()` to begin anew with this \
                 model"
            ),
            Self::NonFinite(found) => write!(f, "{found}, but must be finite"),
            Self::Diverged { epoch, step, found, restored } => write!(
                f,
                "training diverged in epoch {epoch} at step {step}: {found}; model and trainer \
                 are again as {restored} (a lower learning rate, or scaled inputs and targets, \
                 often help)"
            ),
            Self::Callback { epoch, steps, fault, restored } => {
                let when = When { epoch, steps };
                match fault {
                    CallbackFault::Model(found) => write!(
                        f,
                        "{when} a callback left the model unusable: {found}; model and trainer \
                         are again as {restored}"
                    ),
                    // What is wrong with the setting follows, as the source.
                    CallbackFault::Optimizer(_) => write!(
                        f,
                        "model and trainer are again as {restored}, as {when} a callback left the \
                         optimizer with a setting that makes no sense"
                    ),
                }
            }
        }
    }
}

/// At which point of a fit.
struct When {
    epoch: usize,
    steps: usize,
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { epoch, steps } = self;
        match steps {
            0 => write!(f, "before the first step of epoch {epoch}"),
            _ => write!(f, "in epoch {epoch} after step {steps}"),
        }
    }
}

impl core::error::Error for TrainError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Data { error, .. } => Some(error),
            Self::Loss { error, .. } => Some(error),
            Self::Optimizer(error) => error.source(),
            Self::Callback { fault: CallbackFault::Optimizer(error), .. } => Some(error),
            _ => None,
        }
    }
}

impl From<OptimizerError> for TrainError {
    fn from(error: OptimizerError) -> Self {
        Self::Optimizer(error)
    }
}

impl From<NonFinite> for TrainError {
    fn from(found: NonFinite) -> Self {
        Self::NonFinite(found)
    }
}
