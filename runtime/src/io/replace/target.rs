//! Finds the path to write: follows symbolic links, and accepts only a regular file or none.

use crate::io::{FileKind, SaveError};
use std::fs::{self, Metadata, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf, is_separator};

/// Linux' limit of symbolic links to follow.
const MOST_LINKS: usize = 40;

/// The path of a file to write.
pub(super) struct Target {
    /// Its path, which is not a symbolic link.
    pub(super) path: PathBuf,
    /// The file that exists already.
    pub(super) old: Option<Metadata>,
}

impl Target {
    /// The target of a path. A symbolic link to a path without a file is a target for a new file.
    pub(super) fn of(path: &Path) -> Result<Self, SaveError> {
        let refused = |error| SaveError::Write { path: path.into(), error };
        let mut target = path.to_path_buf();
        for _ in 0..=MOST_LINKS {
            if !names_a_file(&target) {
                return Err(SaveError::NoFileName { path: target });
            }
            match fs::symlink_metadata(&target) {
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    return Ok(Self { path: target, old: None });
                }
                Err(error) => return Err(refused(error)),
                Ok(found) if found.is_symlink() => {
                    let link = fs::read_link(&target).map_err(refused)?;
                    target = directory(&target).join(link);
                }
                Ok(found) if found.is_file() => {
                    // A rename requires write access to the directory only, so without this check
                    // it would replace a file that may not be written.
                    OpenOptions::new().write(true).open(&target).map_err(refused)?;
                    return Ok(Self { path: target, old: Some(found) });
                }
                Ok(found) => {
                    let found = FileKind::of(found.file_type());
                    return Err(SaveError::NotRegular { path: target, found });
                }
            }
        }
        Err(SaveError::TooManyLinks { path: path.into(), most: MOST_LINKS })
    }
}

/// The directory of a file.
pub(super) fn directory(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Whether the path ends in a file's name. [`Path::file_name`] ignores `/` and `/.` at the
/// end, which make it the name of a directory.
fn names_a_file(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    let is_end = |byte: &u8| is_separator(char::from(*byte));
    let last = bytes.rsplit(is_end).next().unwrap_or_default();
    path.file_name().is_some() && !matches!(last, b"" | b"." | b"..")
}
