//! Errors of reading files.

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
    /// The operating system returned an error.
    Read {
        /// The file.
        path: PathBuf,
        /// The error.
        error: io::Error,
    },
    /// It is not a safetensors file, or a damaged one.
    Format {
        /// The file.
        path: PathBuf,
        /// The error.
        error: SafeTensorError,
    },
    /// Another program wrote it, so the layout of the weights of dense layers is unknown.
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
    /// The entry `burdock` of its metadata is damaged.
    Metadata {
        /// The file.
        path: PathBuf,
        /// The error.
        error: serde_json::Error,
    },
    /// Another version of Burdock wrote it, in a format that this one does not know.
    FormatVersion {
        /// The file.
        path: PathBuf,
        /// The format that can be read.
        expected: u64,
        /// The format of the file.
        found: u64,
        /// The version of Burdock that wrote it, if known.
        version: Option<String>,
    },
    /// It holds another kind of content.
    Content {
        /// The file.
        path: PathBuf,
        /// What was to be loaded.
        expected: FileContent,
        /// What the file holds.
        found: FileContent,
    },
    /// The checksum of its data is wrong.
    Checksum {
        /// The file.
        path: PathBuf,
        /// The CRC-32 in the metadata.
        expected: u32,
        /// The CRC-32 of the data.
        found: u32,
    },
    /// It does not hold a history, or a damaged one.
    History {
        /// The file.
        path: PathBuf,
        /// The error.
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
    /// A parameter of the network, or its optimizer state, is not in the file.
    Missing {
        /// Its name, as in `hidden1.weight`, or `hidden1.weight.velocity`.
        name: String,
        /// The network.
        network: &'static str,
    },
    /// The file has a parameter that the network does not have.
    Unexpected {
        /// The parameter in the file.
        name: String,
        /// The network.
        network: &'static str,
    },
    /// A parameter, or its optimizer state, has another shape in the file.
    Shape {
        /// Its name, as in `hidden1.weight`, or `hidden1.weight.velocity`.
        name: String,
        /// The network.
        network: &'static str,
        /// The expected layout of the weights of dense layers.
        layout: Layout,
        /// The shape that it has in that layout.
        expected: Vec<usize>,
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// The elements have another type in the file; parameters are `f32`.
    Type {
        /// The name of the tensor, as in `hidden1.weight`.
        name: String,
        /// The network.
        network: &'static str,
        /// The type in the network.
        expected: Dtype,
        /// The type in the file.
        found: Dtype,
    },
    /// A parameter, or its optimizer state, is infinite or NaN.
    NotFinite {
        /// Its name, as in `hidden1.weight`, or `hidden1.weight.velocity`.
        name: String,
        /// Its shape in the file.
        shape: Vec<usize>,
        /// The first such element, counted from 0, in row-major order.
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
