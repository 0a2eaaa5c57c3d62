//! Errors of writing files.

use super::FileKind;
use super::safetensors_error::{Summary, cause};
use crate::place::Place;
use core::fmt;
use safetensors::SafeTensorError;
use std::io;
use std::path::PathBuf;
use std::string::String;
use std::vec::Vec;

/// A file that could not be written.
///
/// Its text does not repeat that of its [`source`](core::error::Error::source): print the whole
/// chain, as `anyhow` does with `{:#}`.
#[derive(Debug)]
#[non_exhaustive]
pub enum SaveError {
    /// The path is empty, or does not end in a file's name.
    NoFileName {
        /// The path, or that of the symbolic link there.
        path: PathBuf,
    },
    /// There is something other than a regular file at the path; it is not changed.
    NotRegular {
        /// The path, or that of the symbolic link there.
        path: PathBuf,
        /// What was found.
        found: FileKind,
    },
    /// The path is a symbolic link to another, and so on: probably in a circle.
    TooManyLinks {
        /// The path.
        path: PathBuf,
        /// How many links are followed.
        most: usize,
    },
    /// The operating system returned an error.
    Write {
        /// The file.
        path: PathBuf,
        /// The error.
        error: io::Error,
    },
    /// A parameter, or its optimizer state, is infinite or NaN.
    NotFinite {
        /// Its name, as in `hidden1.weight`, or `hidden1.weight.velocity`.
        name: String,
        /// Its shape.
        shape: Vec<usize>,
        /// The first such element, counted from 0, in row-major order.
        element: usize,
        /// Its value.
        value: f64,
    },
    /// An optimizer has two slots or scalars of one name, or one of a name that is taken.
    DuplicateName {
        /// The name in the file, such as `optimizer.step`.
        name: String,
    },
    /// The parameters could not be brought into the format.
    Format(SafeTensorError),
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFileName { path } if path.as_os_str().is_empty() => {
                f.write_str("cannot write a file whose path is empty")
            }
            Self::NoFileName { path } => write!(
                f,
                "cannot write {}: the path of a file must end in its name",
                path.display()
            ),
            Self::NotRegular { path, found } => write!(
                f,
                "cannot write {}: it is {found}, and only regular files are replaced",
                path.display()
            ),
            Self::TooManyLinks { path, most } => write!(
                f,
                "cannot write {}: it is a symbolic link to another, and more than {most} follow; \
                 they may form a circle",
                path.display()
            ),
            Self::Write { path, .. } => write!(f, "cannot write {}", path.display()),
            Self::NotFinite { name, shape, element, value } => {
                let place = Place { shape, element: *element };
                write!(f, "`{name}{place}` is {value}; only what is finite is saved")
            }
            Self::DuplicateName { name } => write!(
                f,
                "the optimizer's state has `{name}` twice: each slot and scalar needs a name that \
                 is not another's, and not `step` or `learning_rate`"
            ),
            Self::Format(error) => {
                write!(f, "cannot be put into a safetensors file: {}", Summary(error))
            }
        }
    }
}

impl core::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Write { error, .. } => Some(error),
            Self::Format(error) => cause(error),
            _ => None,
        }
    }
}
