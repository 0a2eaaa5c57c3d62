//! Why a fit or an evaluation cannot begin, or cannot go on.
//!
//! What an error says and what its source says are told apart: each thing is said once.

use crate::data::DataError;
use crate::losses::LossError;
use crate::optimizers::OptimizerError;
use core::fmt;

/// A fault in the data or the settings of a fit, or a loss that left the finite numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum TrainError {
    /// The samples are none, or unpaired, or not finite.
    Data {
        /// Which dataset.
        part: Part,
        /// What is wrong with it.
        error: DataError,
    },
    /// A target that the loss cannot take, or a loss with a setting that makes no sense.
    Loss {
        /// Which dataset.
        part: Part,
        /// Which output, of a network with several.
        head: Option<&'static str>,
        /// What is wrong.
        error: LossError,
    },
    /// The optimizer has a setting that makes no sense.
    Optimizer(OptimizerError),
    /// The batch size is 0.
    BatchSize,
    /// The number of epochs is 0.
    Epochs,
    /// The number of threads is 0.
    Threads,
    /// A validation split that is not between 0 and 1, or leaves one part without a sample.
    ValidationSplit {
        /// The fraction given.
        fraction: f64,
        /// How many samples there are.
        samples: usize,
    },
    /// The model is not the one that the trainer has trained, or was changed since then.
    ModelDiffers {
        /// The CRC-32 of the parameters as the last fit, or the loaded state, has left them.
        expected: u32,
        /// The CRC-32 of the model's parameters.
        found: u32,
    },
    /// The loss of a step is infinite or not a number. The network is left as it was before
    /// that step, and the epoch is not counted.
    NonFiniteLoss {
        /// The epoch, from 1.
        epoch: usize,
        /// The step in the epoch, from 1.
        step: usize,
    },
}

/// Which of the datasets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is trained on.
    Training,
    /// What is compared after every epoch.
    Validation,
    /// What `evaluate` was given.
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
            Self::NonFiniteLoss { epoch, step } => write!(
                f,
                "the loss is infinite or not a number in epoch {epoch} at step {step}; the \
                 network is left as it was before that step (a lower learning rate, or scaled \
                 inputs, often help)"
            ),
        }
    }
}

impl core::error::Error for TrainError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Data { error, .. } => Some(error),
            Self::Loss { error, .. } => Some(error),
            Self::Optimizer(error) => error.source(),
            _ => None,
        }
    }
}

impl From<OptimizerError> for TrainError {
    fn from(error: OptimizerError) -> Self {
        Self::Optimizer(error)
    }
}
