//! Errors of IDX files.

use super::Element;
use core::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::vec::Vec;

/// A file that is not the IDX file that was expected.
#[derive(Debug)]
pub struct IdxError {
    /// The file; `None` for bytes in memory.
    pub file: Option<PathBuf>,
    /// The offset of the error in bytes, after decompression.
    pub offset: u64,
    /// What is wrong there.
    pub fault: IdxFault,
}

/// What is wrong with an IDX file.
#[derive(Debug)]
#[non_exhaustive]
pub enum IdxFault {
    /// The file cannot be opened or read.
    Unreadable(io::Error),
    /// The compressed data are damaged or truncated.
    Gzip(io::Error),
    /// The file does not begin with two zero bytes.
    NotIdx {
        /// Its first two bytes.
        found: [u8; 2],
    },
    /// An element type that is not in the format.
    UnknownElement {
        /// Its code.
        found: u8,
    },
    /// Elements of another type than expected.
    ElementDiffers {
        /// The type that was expected.
        expected: Element,
        /// The file's type.
        found: Element,
    },
    /// Another number of dimensions than the samples' plus one for their number.
    DimensionsDiffer {
        /// The number of dimensions that was expected.
        expected: usize,
        /// The file's number of dimensions.
        found: usize,
    },
    /// Samples of another shape.
    ShapeDiffers {
        /// The shape of the requested type.
        expected: Vec<usize>,
        /// The shape in the file.
        found: Vec<usize>,
    },
    /// The file ends before its header does.
    HeaderTruncated {
        /// The length of the header in bytes, as far as it is known.
        expected: u64,
    },
    /// The file ends before the elements that its header declares.
    Truncated {
        /// The length in bytes according to the header; `None` if it overflows 64 bits.
        expected: Option<u64>,
        /// The length in bytes; for a compressed file the maximum that it can have.
        found: u64,
    },
    /// The file continues after the last element.
    TrailingBytes,
    /// An element that is NaN, or out of the range of f32.
    NotFinite {
        /// The element as f32.
        found: f32,
    },
    /// There is not enough memory for the samples.
    OutOfMemory {
        /// How many samples there are.
        samples: usize,
    },
}

impl IdxError {
    pub(super) fn new(offset: u64, fault: IdxFault) -> Self {
        Self { file: None, offset, fault }
    }

    pub(super) fn in_file(self, file: &Path) -> Self {
        Self { file: Some(file.to_path_buf()), ..self }
    }
}

impl fmt::Display for IdxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{}: ", file.display())?,
            None => f.write_str("IDX data: ")?,
        }
        match self.fault {
            IdxFault::Unreadable(_) => {}
            IdxFault::Gzip(_) => write!(f, "after {} decompressed bytes: ", self.offset)?,
            _ => write!(f, "at byte {}: ", self.offset)?,
        }
        self.fault.fmt(f)
    }
}

impl fmt::Display for IdxFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(_) => write!(f, "cannot be read"),
            Self::Gzip(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                write!(f, "the gzip data are cut off")
            }
            Self::Gzip(_) => write!(f, "the gzip data are damaged"),
            Self::NotIdx { found: [first, second] } => write!(
                f,
                "expected an IDX file, which begins with the bytes 00 00, \
                 found {first:02x} {second:02x}"
            ),
            Self::UnknownElement { found } => {
                write!(f, "expected an element type (08, 09, 0b, 0c, 0d or 0e), found {found:02x}")
            }
            Self::ElementDiffers { expected, found } => {
                write!(f, "expected elements of type {expected}, found {found}")
            }
            Self::DimensionsDiffer { expected, found } => {
                write!(f, "expected {expected} dimensions, found {found}")
            }
            Self::ShapeDiffers { expected, found } => {
                write!(f, "expected samples of {expected:?}, found samples of {found:?}")
            }
            Self::HeaderTruncated { expected } => {
                write!(f, "the file ends inside its header of {expected} bytes")
            }
            Self::Truncated { expected: Some(expected), found } => write!(
                f,
                "the header promises a file of {expected} bytes, but it has no more than {found}"
            ),
            Self::Truncated { expected: None, found } => write!(
                f,
                "the header promises more than 2^64 bytes, but the file has no more than {found}"
            ),
            Self::TrailingBytes => {
                write!(f, "expected the end of the file after the last element, found more bytes")
            }
            Self::NotFinite { found } => {
                write!(f, "expected a finite number within the range of f32, found {found}")
            }
            Self::OutOfMemory { samples } => {
                write!(f, "there is not enough memory for {samples} samples")
            }
        }
    }
}

impl core::error::Error for IdxError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.fault {
            IdxFault::Unreadable(error) | IdxFault::Gzip(error) => Some(error),
            _ => None,
        }
    }
}
