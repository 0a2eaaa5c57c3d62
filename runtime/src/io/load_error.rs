//! Why a file could not be read, or does not fit.

use super::safetensors_error::{Summary, cause};
use core::fmt;
use safetensors::{Dtype, SafeTensorError};
use std::io;
use std::path::PathBuf;
use std::string::String;
use std::vec::Vec;

/// A file that could not be read, or does not fit the network.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoadError {
    /// The operating system refused.
    Read {
        /// The file.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
    /// It is not a safetensors file, or a damaged one.
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: SafeTensorError,
    },
    /// It does not hold a history, or a damaged one.
    History {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// A state whose history does not have a record for each epoch.
    HistoryLength {
        /// The file.
        path: PathBuf,
        /// How many epochs have a record.
        records: u64,
        /// How many epochs were completed.
        epochs: u64,
    },
    /// A parameter of the network, or what an optimizer keeps for it, is not in the file.
    Missing {
        /// Its name, as in `hidden1.weight`, or `hidden1.weight.velocity`.
        name: String,
        /// The network.
        network: &'static str,
    },
    /// The file has a parameter that the network has not.
    Unexpected {
        /// The parameter in the file.
        name: String,
        /// The network.
        network: &'static str,
    },
    /// A parameter, or what an optimizer keeps for it, has another shape in the file.
    Shape {
        /// Its name, as in `hidden1.weight`, or `hidden1.weight.velocity`.
        name: String,
        /// The network.
        network: &'static str,
        /// Its shape in the network.
        expected: &'static [usize],
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// The numbers are of another type in the file; parameters are of `f32`.
    Type {
        /// Their name, as in `hidden1.weight`.
        name: String,
        /// The network.
        network: &'static str,
        /// What they are of in the network.
        expected: Dtype,
        /// What they are of in the file.
        found: Dtype,
    },
    /// The file does not hold the state of this optimizer.
    Optimizer {
        /// The trainer's optimizer.
        expected: &'static str,
        /// The optimizer whose state is in the file, if any.
        found: Option<String>,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, .. } => write!(f, "cannot read {}", path.display()),
            Self::Format { path, error } => {
                let (path, summary) = (path.display(), Summary(error));
                write!(f, "{path} is not a sound safetensors file: {summary}")
            }
            Self::History { path, .. } => {
                write!(f, "{} does not hold a sound history", path.display())
            }
            Self::HistoryLength { path, records, epochs } => write!(
                f,
                "{} does not hold a sound history: it has records of {records} epochs, but there \
                 were {epochs}",
                path.display()
            ),
            Self::Missing { name, network } => {
                write!(f, "`{name}` of {network} is not in the file")
            }
            Self::Unexpected { name, network } => {
                write!(f, "the file has `{name}`, which {network} has not")
            }
            Self::Shape { name, network, expected, found } => write!(
                f,
                "`{name}` has the shape {found:?} in the file, but {expected:?} in {network}"
            ),
            Self::Type { name, network, expected, found } => {
                write!(f, "`{name}` is of {found} in the file, but of {expected} in {network}")
            }
            Self::Optimizer { expected, found: Some(found) } => {
                write!(f, "the file has the state of {found}, but the trainer's is {expected}")
            }
            Self::Optimizer { expected, found: None } => {
                write!(f, "the file has no optimizer's state, but the trainer's is {expected}")
            }
        }
    }
}

impl core::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Read { error, .. } => Some(error),
            Self::Format { error, .. } => cause(error),
            Self::History { error, .. } => Some(error),
            _ => None,
        }
    }
}
