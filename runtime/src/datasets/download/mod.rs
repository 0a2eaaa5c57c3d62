//! Downloads files from their official hosts to the cache.
//!
//! Input: a file's URL, hash and size. The file is put in the cache complete and checked, or not at
//! all: it is renamed to its final path only if its SHA-256 is right. Processes that download the
//! same file at the same time use different temporary files; the last one replaces an equal file.

mod error;

pub use error::{DownloadError, DownloadFault};

use super::files::RemoteFile;
use crate::io::SaveError;
use crate::io::replace::Replacement;
use core::time::Duration;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::string::String;
use std::vec;
use ureq::{Agent, Error, Timeout};

/// How often a download is attempted.
const ATTEMPTS: usize = 2;

/// How long to wait for the host.
#[derive(Clone, Copy)]
struct Patience {
    /// For a connection.
    connect: Duration,
    /// For the next bytes.
    read: Duration,
}

const PATIENCE: Patience =
    Patience { connect: Duration::from_secs(15), read: Duration::from_secs(30) };

/// Downloads a file to its path in `directory`.
pub(super) fn fetch(file: &RemoteFile, directory: &Path) -> Result<(), DownloadError> {
    fetch_with(PATIENCE, file, directory)
}

fn fetch_with(
    patience: Patience,
    file: &RemoteFile,
    directory: &Path,
) -> Result<(), DownloadError> {
    let mut attempt = 1;
    loop {
        match try_once(patience, file, &directory.join(file.official)) {
            Ok(()) => return Ok(()),
            Err(fault) if attempt < ATTEMPTS && fault.may_pass() => attempt += 1,
            Err(fault) => {
                return Err(DownloadError { url: file.url.into(), path: file.official, fault });
            }
        }
    }
}

fn try_once(patience: Patience, file: &RemoteFile, place: &Path) -> Result<(), DownloadFault> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| SaveError::Write { path: folder.into(), error })?;
    let mut partial = Replacement::new(place)?;

    let found = receive(patience, file, |bytes| {
        partial.write_all(bytes).map_err(|error| partial.refused(error).into())
    })?;
    if found != file.sha256 {
        return Err(DownloadFault::HashDiffers { expected: file.sha256, found });
    }
    Ok(partial.commit()?)
}

/// Requests the file, passes its bytes to `store`, and returns their SHA-256.
fn receive(
    patience: Patience,
    file: &RemoteFile,
    mut store: impl FnMut(&[u8]) -> Result<(), DownloadFault>,
) -> Result<String, DownloadFault> {
    let agent: Agent = Agent::config_builder()
        .user_agent(concat!("burdock/", env!("CARGO_PKG_VERSION")))
        .timeout_resolve(Some(patience.connect))
        .timeout_connect(Some(patience.connect))
        .timeout_recv_response(Some(patience.read))
        .timeout_per_read(Some(patience.read))
        .timeout_per_write(Some(patience.read))
        .build()
        .into();
    let response = agent.get(file.url).call().map_err(|error| refusal(error, patience))?;
    let expected = response.body().content_length();
    if let Some(found) = expected.filter(|&length| length > file.largest) {
        return Err(DownloadFault::TooLong { largest: file.largest, found });
    }

    let mut reader = response.into_body().into_reader();
    let mut hash = Sha256::new();
    let mut received = 0;
    let mut block = vec![0; 64 * 1024];
    loop {
        let count = match reader.read(&mut block) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(interruption(error, received, expected, patience)),
        };
        received += count as u64;
        if received > file.largest {
            return Err(DownloadFault::TooLong { largest: file.largest, found: received });
        }
        hash.update(&block[..count]);
        store(&block[..count])?;
    }
    if let Some(expected) = expected.filter(|&length| length > received) {
        return Err(DownloadFault::CutOff { received, expected: Some(expected) });
    }
    Ok(hash.finalize().iter().map(|byte| std::format!("{byte:02x}")).collect())
}

/// Why the answer contains no file.
fn refusal(error: Error, patience: Patience) -> DownloadFault {
    match error {
        Error::StatusCode(status) => DownloadFault::Status { status },
        Error::TooManyRedirects => DownloadFault::RedirectLoop,
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            DownloadFault::NoConnection { waited: patience.connect }
        }
        Error::Timeout(_) => DownloadFault::Stalled { received: 0, waited: patience.read },
        other => DownloadFault::Failed(other.into_io()),
    }
}

/// Why the file in the answer is incomplete.
fn interruption(
    error: io::Error,
    received: u64,
    expected: Option<u64>,
    patience: Patience,
) -> DownloadFault {
    match Error::from(error) {
        Error::Timeout(_) => DownloadFault::Stalled { received, waited: patience.read },
        Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => {
            DownloadFault::Stalled { received, waited: patience.read }
        }
        _ if expected.is_none_or(|length| received < length) => {
            DownloadFault::CutOff { received, expected }
        }
        other => DownloadFault::Failed(other.into_io()),
    }
}

#[cfg(test)]
mod tests;
