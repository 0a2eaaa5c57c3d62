//! The messages of errors of reading files.

use super::LoadError;
use crate::io::safetensors_error::Summary;
use crate::io::{FileContent, Layout};
use crate::place::Place;
use core::fmt::{Display, Formatter, Result};
use std::path::Path;

impl Display for LoadError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Read { path, .. } => write!(f, "cannot read {}", path.display()),
            Self::NotRegular { path, found } => {
                write!(f, "cannot read {}: it is {found}, not a regular file", path.display())
            }
            Self::Format { path, error } => {
                let (path, summary) = (path.display(), Summary(error));
                write!(f, "{path} is not a sound safetensors file: {summary}")
            }
            Self::Foreign { path, expected, format } => {
                write_foreign(f, path, *expected, format.as_deref())
            }
            Self::NotForeign { path } => write!(
                f,
                "{} was written by Burdock: its weights would be transposed; call `load` or \
                 `load_from`",
                path.display()
            ),
            Self::NotPyTorch { path, format } => write!(
                f,
                "{} is not PyTorch's: the entry `format` of its metadata is `{format}`, not `pt`; \
                 bring its weights into Burdock's layout, `[inputs, outputs]` as in Keras, as \
                 docs/conventions.md shows",
                path.display()
            ),
            Self::Metadata { path, .. } => write!(
                f,
                "{} is damaged: the entry `burdock` of its metadata cannot be read",
                path.display()
            ),
            Self::FormatVersion { path, expected, found, version } => {
                write!(f, "{} is of format {found}", path.display())?;
                if let Some(version) = version {
                    write!(f, ", written by Burdock {version}")?;
                }
                let own = env!("CARGO_PKG_VERSION");
                write!(f, "; Burdock {own} reads format {expected}")
            }
            Self::Content { path, expected, found } => {
                let path = path.display();
                write!(f, "{path} holds {found}, not {expected}: ")?;
                f.write_str(match found {
                    FileContent::Parameters => "call `load` or `load_from` of the network",
                    FileContent::TrainingState => "call `load_state` of the trainer",
                })
            }
            Self::Checksum { path, expected, found } => write!(
                f,
                "{} is damaged: the CRC-32 of its data is {found:08x}, but {expected:08x} was \
                 written",
                path.display()
            ),
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
            Self::Shape { name, network, layout, expected, found } => {
                write!(f, "`{name}` has the shape {found:?} in the file, but {expected:?} ")?;
                match layout {
                    Layout::Burdock => write!(f, "in {network}")?,
                    Layout::PyTorch => write!(f, "in {network} as PyTorch lays it out")?,
                }
                let is_transposed = found.iter().rev().eq(expected);
                f.write_str(if is_transposed { ": it is transposed" } else { "" })
            }
            Self::Type { name, network, expected, found } => {
                write!(f, "`{name}` is of {found} in the file, but of {expected} in {network}")
            }
            Self::NotFinite { name, shape, element, value } => {
                let place = Place { shape, element: *element };
                write!(f, "`{name}{place}` is {value} in the file; it must be finite")
            }
            Self::Optimizer { expected, found } => {
                write!(f, "the file has the state of {found}, but the trainer's is {expected}")
            }
        }
    }
}

fn write_foreign(
    f: &mut Formatter<'_>,
    path: &Path,
    expected: FileContent,
    format: Option<&str>,
) -> Result {
    write!(f, "{} was not written by Burdock", path.display())?;
    if expected != FileContent::Parameters {
        return Ok(());
    }
    if format == Some("pt") {
        f.write_str(", but by PyTorch, as its metadata say")?;
    }
    f.write_str(
        ": weights of dense layers are [inputs, outputs] in Burdock's files, as in Keras, but \
         [outputs, inputs] in PyTorch's; call `load_pytorch` or `load_from_pytorch` if it is one \
         of those",
    )
}
