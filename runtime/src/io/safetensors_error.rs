//! Splits errors of the safetensors crate into a summary and its cause, because the
//! crate's own text repeats its cause.

use core::error::Error;
use core::fmt::{self, Display};
use safetensors::SafeTensorError;

/// The message, without its cause.
pub(super) struct Summary<'a>(pub(super) &'a SafeTensorError);

impl Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            SafeTensorError::InvalidHeader(_) => f.write_str("the header is not UTF-8 text"),
            SafeTensorError::InvalidHeaderDeserialization(_) | SafeTensorError::JsonError(_) => {
                f.write_str("the header is not sound")
            }
            SafeTensorError::IoError(_) => f.write_str("the operating system refuses"),
            other => other.fmt(f),
        }
    }
}

/// The cause, if there is one.
pub(super) fn cause(error: &SafeTensorError) -> Option<&(dyn Error + 'static)> {
    error.source()
}
