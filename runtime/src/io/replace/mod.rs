//! Replaces files atomically: at every moment there is the old file or the new one.
//!
//! A new file is written beside the old one and renamed when it is complete and synchronised. The
//! temporary file of a process that was killed is removed by the next that writes the same file.

mod access;
mod name;
mod target;
mod temporary;

use super::SaveError;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use target::Target;
use temporary::Temporary;

/// Replaces the file at `path` by one with these bytes.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let mut file = Replacement::new(path)?;
    file.write_all(bytes).map_err(|error| file.refused(error))?;
    file.commit()
}

/// A file that is being written, and is renamed to its path by `commit`; if it is dropped before,
/// it is removed.
pub(crate) struct Replacement {
    /// The path as it was passed.
    path: PathBuf,
    /// The path after following symbolic links.
    target: PathBuf,
    temporary: Temporary,
}

impl Replacement {
    /// Creates an empty file that will replace `path`, with the access rights of the one there.
    pub(crate) fn new(path: &Path) -> Result<Self, SaveError> {
        let refused = |error| SaveError::Write { path: path.into(), error };
        let Target { path: target, old } = Target::of(path)?;
        let options = access::options(old.as_ref());
        let temporary = Temporary::new(&target, &options).map_err(refused)?;
        if let Some(old) = old {
            access::carry_over(&old, temporary.file()).map_err(refused)?;
        }
        Ok(Self { path: path.into(), target, temporary })
    }

    /// Synchronises the file to disk, and renames it to its path.
    pub(crate) fn commit(self) -> Result<(), SaveError> {
        self.temporary.file().sync_all().map_err(|error| self.refused(error))?;
        let Self { path, target, temporary } = self;
        temporary.place(&target).map_err(|error| SaveError::Write { path, error })?;
        sync_directory(&target);
        Ok(())
    }

    /// The error for an error of the operating system.
    pub(crate) fn refused(&self, error: io::Error) -> SaveError {
        SaveError::Write { path: self.path.clone(), error }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.temporary.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.file().flush()
    }
}

/// Synchronises the directory, so that the new name survives a power failure. The file is complete
/// in any case: a directory that may not be read, or cannot be synchronised, is no error.
#[cfg(unix)]
fn sync_directory(path: &Path) {
    let _ = std::fs::File::open(target::directory(path)).and_then(|directory| directory.sync_all());
}

#[cfg(not(unix))]
fn sync_directory(_path: &Path) {}
