//! The kinds of content of a safetensors file.

use core::fmt;
use serde::{Deserialize, Serialize};

/// The content of a safetensors file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FileContent {
    /// A network's parameters: [`Persist::save`](super::Persist::save) writes them.
    #[serde(rename = "parameters")]
    Parameters,
    /// The state of training: [`Trainer::save_state`](crate::training::Trainer::save_state)
    /// writes it.
    #[serde(rename = "state")]
    TrainingState,
}

impl fmt::Display for FileContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parameters => "parameters",
            Self::TrainingState => "the state of a training",
        })
    }
}
