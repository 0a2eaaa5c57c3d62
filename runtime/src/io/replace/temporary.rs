//! The temporary file that is written and then renamed.
//!
//! Its name has an index, its slot. The process that writes it holds a lock on it, which ends with
//! the process: a temporary file without a lock is stale, and is removed by the next process that
//! writes the same file. A lock counts only if the name still refers to the locked file.

use super::name;
use same_file::Handle;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// More files than are ever written at the same time.
const MOST_SLOTS: usize = 10_000;

/// So many slots without a file mean that there are none after them.
const LARGEST_GAP: usize = 16;

/// A file in a slot, removed when it is dropped unless it was renamed to its target.
pub(super) struct Temporary {
    path: PathBuf,
    is_placed: bool,
    /// The file, which is locked.
    file: File,
}

impl Temporary {
    /// Creates an empty file in the first free slot beside `target`, with these options. Stale
    /// files in slots are removed.
    pub(super) fn new(target: &Path, options: &OpenOptions) -> io::Result<Self> {
        let mut slot = 0;
        let temporary = loop {
            let path = in_slot(target, slot);
            match options.open(&path) {
                // If another process removes it before it is locked, the slot is tried again.
                Ok(file) => {
                    if let Some(temporary) = Self::lock(file, path) {
                        break temporary;
                    }
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists && slot < MOST_SLOTS => {
                    if !remove_stale(&path) {
                        slot += 1;
                    }
                }
                Err(error) => return Err(error),
            }
        };
        remove_all_stale(target, slot + 1);
        Ok(temporary)
    }

    /// The file, to be written.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Renames the file to its target.
    pub(super) fn place(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        self.is_placed = true;
        Ok(())
    }

    /// Locks the new file; `None` if another process took it for a stale one.
    fn lock(file: File, path: PathBuf) -> Option<Self> {
        // On a file system without locks no process can take it for a stale one.
        let is_taken = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
        let is_gone = is_taken || is_at(&file, &path).is_ok_and(|is_at| !is_at);
        // Constructed only then: when dropped, it would remove another process's file in the slot.
        (!is_gone).then(|| Self { path, is_placed: false, file })
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.is_placed {
            // If it cannot be removed, the next process that writes the file does.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn in_slot(target: &Path, slot: usize) -> PathBuf {
    let name = target.file_name().unwrap_or_default();
    target.with_file_name(name::temporary(name, slot))
}

/// Removes stale files in the slots from `first` on.
fn remove_all_stale(target: &Path, first: usize) {
    let (mut slot, mut gap) = (first, 0);
    while gap < LARGEST_GAP {
        let path = in_slot(target, slot);
        if fs::symlink_metadata(&path).is_err() {
            gap += 1;
        } else {
            gap = 0;
            remove_stale(&path);
        }
        slot += 1;
    }
}

/// Removes a temporary file that no process writes to. Returns whether its name may be free now.
fn remove_stale(path: &Path) -> bool {
    let remove = || {
        // Anything but a regular file is not one of these; opening a FIFO would block.
        if !fs::symlink_metadata(path)?.is_file() {
            return Ok(false);
        }
        let file = OpenOptions::new().write(true).open(path)?;
        if file.try_lock().is_err() {
            return Ok(false);
        }
        // Its writer may have finished before the lock, and another one created a file there.
        if is_at(&file, path)? {
            fs::remove_file(path)?;
        }
        Ok(true)
    };
    remove().unwrap_or_else(|error: io::Error| error.kind() == ErrorKind::NotFound)
}

/// Whether the path still refers to the open file.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let open = Handle::from_file(file.try_clone()?)?;
    match Handle::from_path(path) {
        Ok(found) => Ok(found == open),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
