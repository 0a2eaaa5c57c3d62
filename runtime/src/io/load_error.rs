//! Why a file could not be read, or does not fit.

mod text;

use super::safetensors_error::cause;
use super::{FileContent, FileKind, Layout};
use safetensors::{Dtype, SafeTensorError};
use std::io;
use std::path::PathBuf;
use std::string::String;
use std::vec::Vec;

/// A file that could not be read, or does not fit the network.
///
/// Its text does not repeat that of its [`source`](core::error::Error::source): print the whole
/// chain, as `anyhow` does with `{:#}`.
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
    /// Another program wrote it: nothing says how it lays out the weights of dense layers.
    Foreign {
        /// The file.
        path: PathBuf,
        /// What was to be loaded.
        expected: FileContent,
        /// The entry `format` of its metadata, if it has one: `pt` is PyTorch.
        format: Option<String>,
    },
    /// What stands at the path is no regular file.
    NotRegular {
        /// The path.
        path: PathBuf,
        /// What stands there.
        found: FileKind,
    },
    /// It says that it is another program's than PyTorch, as whose it was to be loaded.
    NotPyTorch {
        /// The file.
        path: PathBuf,
        /// The entry `format` of its metadata.
        format: String,
    },
    /// Burdock wrote it, and it was to be loaded as another program's.
    NotForeign {
        /// The file.
        path: PathBuf,
    },
    /// What it says of itself in its metadata, in the entry `burdock`, is damaged.
    Metadata {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// Another version of Burdock wrote it, in a format that this one does not know.
    FormatVersion {
        /// The file.
        path: PathBuf,
        /// The format that is read.
        expected: u64,
        /// The format of the file.
        found: u64,
        /// The version of Burdock that wrote it, if it says so.
        version: Option<String>,
    },
    /// It holds something else.
    Content {
        /// The file.
        path: PathBuf,
        /// What was to be loaded.
        expected: FileContent,
        /// What the file holds.
        found: FileContent,
    },
    /// Its data are not those that were written.
    Checksum {
        /// The file.
        path: PathBuf,
        /// The CRC-32 of the data that were written.
        expected: u32,
        /// The CRC-32 of the data that are there.
        found: u32,
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
        /// How the file was said to lay out the weights of dense layers.
        layout: Layout,
        /// The shape that it has in such a file.
        expected: Vec<usize>,
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
    /// A parameter, or what an optimizer keeps for it, is infinite or not a number.
    NotFinite {
        /// Its name, as in `hidden1.weight`, or `hidden1.weight.velocity`.
        name: String,
        /// Its shape in the file.
        shape: Vec<usize>,
        /// The first such element, counted from 0, row by row.
        element: usize,
        /// Its value.
        value: f64,
    },
    /// The file does not hold the state of this optimizer.
    Optimizer {
        /// The trainer's optimizer.
        expected: &'static str,
        /// The optimizer whose state is in the file.
        found: String,
    },
}

impl core::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Read { error, .. } => Some(error),
            Self::Format { error, .. } => cause(error),
            Self::Metadata { error, .. } | Self::History { error, .. } => Some(error),
            _ => None,
        }
    }
}
