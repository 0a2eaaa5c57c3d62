//! Why a file could not be written.

use super::safetensors_error::{Summary, cause};
use core::fmt;
use safetensors::SafeTensorError;
use std::io;
use std::path::PathBuf;

/// A file that could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum SaveError {
    /// The path does not end in a file's name.
    NoFileName {
        /// The path given.
        path: PathBuf,
    },
    /// The operating system refused.
    Write {
        /// The file.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
    /// The parameters could not be brought into the format.
    Format(SafeTensorError),
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFileName { path } => write!(f, "{} names no file", path.display()),
            Self::Write { path, .. } => write!(f, "cannot write {}", path.display()),
            Self::Format(error) => {
                write!(f, "cannot be put into a safetensors file: {}", Summary(error))
            }
        }
    }
}

impl core::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::NoFileName { .. } => None,
            Self::Write { error, .. } => Some(error),
            Self::Format(error) => cause(error),
        }
    }
}
