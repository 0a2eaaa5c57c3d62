//! Errors of downloads.

use crate::io::SaveError;
use core::error::Error;
use core::fmt;
use core::time::Duration;
use std::io;
use std::string::String;

/// A file that could not be downloaded.
#[derive(Debug)]
pub struct DownloadError {
    /// The file's URL.
    pub url: String,
    /// Its path in the directory of datasets.
    pub path: &'static str,
    /// What went wrong.
    pub fault: DownloadFault,
}

/// What went wrong with a download.
#[derive(Debug)]
#[non_exhaustive]
pub enum DownloadFault {
    /// The host did not accept the connection in time.
    NoConnection {
        /// The time limit.
        waited: Duration,
    },
    /// The host is unknown or cannot be reached, or its answer is not HTTP.
    Failed(io::Error),
    /// The host answered with an error.
    Status {
        /// The HTTP status: 404 if the file does not exist.
        status: u16,
    },
    /// The host redirects too often.
    RedirectLoop,
    /// No more bytes were received in time.
    Stalled {
        /// The number of bytes received.
        received: u64,
        /// The time limit for the next bytes.
        waited: Duration,
    },
    /// The connection ended before the file was complete.
    CutOff {
        /// The number of bytes received.
        received: u64,
        /// The number of bytes that the host announced, if it did.
        expected: Option<u64>,
    },
    /// The host has another, longer file.
    TooLong {
        /// The maximum size of the file in bytes.
        largest: u64,
        /// The number of bytes received or announced.
        found: u64,
    },
    /// The host has another file.
    HashDiffers {
        /// The file's SHA-256.
        expected: &'static str,
        /// The SHA-256 of the bytes received.
        found: String,
    },
    /// The file cannot be written to the cache.
    Cache(SaveError),
}

impl DownloadFault {
    /// Whether another attempt may succeed.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::NoConnection { .. }
            | Self::Failed(_)
            | Self::Stalled { .. }
            | Self::CutOff { .. }
            | Self::HashDiffers { .. } => true,
            Self::Status { status } => *status >= 500,
            Self::RedirectLoop | Self::TooLong { .. } | Self::Cache(_) => false,
        }
    }
}

impl From<SaveError> for DownloadFault {
    fn from(error: SaveError) -> Self {
        Self::Cache(error)
    }
}

impl fmt::Display for DownloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot download {}: {}; without a network, put the dataset's files into a directory, \
             this one as {}, and name the directory in the environment variable BURDOCK_DATA",
            self.url, self.fault, self.path
        )
    }
}

impl fmt::Display for DownloadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoConnection { waited } => {
                write!(f, "no connection within {} s", waited.as_secs_f32())
            }
            Self::Failed(_) => f.write_str("the request failed"),
            Self::Status { status } => write!(f, "the host answers with HTTP status {status}"),
            Self::RedirectLoop => write!(f, "the host redirects without end"),
            Self::Stalled { received, waited } => {
                write!(f, "after {received} bytes nothing more came for {} s", waited.as_secs_f32())
            }
            Self::CutOff { received, expected: Some(expected) } => {
                write!(f, "the connection was cut off after {received} of {expected} bytes")
            }
            Self::CutOff { received, expected: None } => {
                write!(f, "the connection was cut off after {received} bytes")
            }
            Self::TooLong { largest, found } => {
                write!(
                    f,
                    "expected a file of at most {largest} bytes, found one of {found} or more"
                )
            }
            Self::HashDiffers { expected, found } => {
                write!(f, "expected a file with the SHA-256 {expected}, found one with {found}")
            }
            Self::Cache(error) => error.fmt(f),
        }
    }
}

impl Error for DownloadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.fault {
            DownloadFault::Failed(error) => Some(error),
            DownloadFault::Cache(error) => error.source(),
            _ => None,
        }
    }
}
