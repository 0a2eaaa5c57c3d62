//! What can go wrong between here and a host.

use crate::io::SaveError;
use core::error::Error;
use core::fmt;
use core::time::Duration;
use std::io;
use std::string::String;

/// A file that could not be fetched.
#[derive(Debug)]
pub struct DownloadError {
    /// The file's address.
    pub url: String,
    /// Its place in the directory of datasets.
    pub path: &'static str,
    /// What went wrong.
    pub fault: DownloadFault,
}

/// What went wrong with a download.
#[derive(Debug)]
#[non_exhaustive]
pub enum DownloadFault {
    /// The host did not take up the connection in time.
    NoConnection {
        /// How long it had.
        waited: Duration,
    },
    /// There is no such host, or no way to it, or what it says is not HTTP.
    Failed(io::Error),
    /// The host answered with an error.
    Status {
        /// The status by HTTP: 404 for a file that is not there.
        status: u16,
    },
    /// The host points elsewhere again and again.
    RedirectLoop,
    /// No more bytes came in time.
    Stalled {
        /// The bytes that came.
        received: u64,
        /// How long the next ones had.
        waited: Duration,
    },
    /// The connection ended before the file did.
    CutOff {
        /// The bytes that came.
        received: u64,
        /// The bytes that the host had promised, if it did.
        expected: Option<u64>,
    },
    /// The host has another, longer file.
    TooLong {
        /// The most bytes that the file can have.
        largest: u64,
        /// The bytes that came or were promised.
        found: u64,
    },
    /// The host has another file.
    HashDiffers {
        /// The file's SHA-256.
        expected: &'static str,
        /// That of what came.
        found: String,
    },
    /// The file cannot be written into the cache.
    Cache(SaveError),
}

impl DownloadFault {
    /// Whether it is worth asking again.
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
