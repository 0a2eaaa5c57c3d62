//! Files that are complete or not there.

use super::SaveError;
use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Writes a file beside the one that it is to be, and puts it in its place when it is safe.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let Some(name) = path.file_name() else {
        return Err(SaveError::NoFileName { path: path.into() });
    };
    let mut temporary_name = OsString::from(".");
    temporary_name.push(name);
    temporary_name.push(std::format!(".{}.{}.tmp", std::process::id(), next_number()));
    let temporary = path.with_file_name(temporary_name);
    write_and_rename(&temporary, path, bytes).map_err(|error| {
        // If it cannot be removed either, the first error is the one that tells.
        let _ = std::fs::remove_file(&temporary);
        SaveError::Write { path: path.into(), error }
    })
}

fn write_and_rename(temporary: &PathBuf, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    std::fs::rename(temporary, path)?;
    sync_directory(path)
}

/// Makes the new name last through a power failure, where directories can be synchronised.
#[cfg(unix)]
fn sync_directory(path: &Path) -> io::Result<()> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::File::open(parent)?.sync_all()
}

#[cfg(not(unix))]
fn sync_directory(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// A number that no other write of this process has.
fn next_number() -> u64 {
    static WRITES: AtomicU64 = AtomicU64::new(0);
    WRITES.fetch_add(1, Ordering::Relaxed)
}
