//! The kinds of files that are not regular ones.

use core::fmt;
use std::fs::FileType;

/// What was found at a path where a regular file is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileKind {
    /// A directory.
    Directory,
    /// A character device, such as a terminal.
    CharacterDevice,
    /// A block device, such as a disk.
    BlockDevice,
    /// A FIFO, also called a named pipe.
    Fifo,
    /// A socket.
    Socket,
    /// Something else.
    Other,
}

impl FileKind {
    /// The kind that the operating system reports.
    #[cfg(unix)]
    pub(super) fn of(found: FileType) -> Self {
        use std::os::unix::fs::FileTypeExt;
        let kinds = [
            (found.is_dir(), Self::Directory),
            (found.is_char_device(), Self::CharacterDevice),
            (found.is_block_device(), Self::BlockDevice),
            (found.is_fifo(), Self::Fifo),
            (found.is_socket(), Self::Socket),
        ];
        kinds.into_iter().find_map(|(is, kind)| is.then_some(kind)).unwrap_or(Self::Other)
    }

    /// The kind that the operating system reports.
    #[cfg(not(unix))]
    pub(super) fn of(found: FileType) -> Self {
        if found.is_dir() { Self::Directory } else { Self::Other }
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Directory => "a directory",
            Self::CharacterDevice => "a character device",
            Self::BlockDevice => "a block device",
            Self::Fifo => "a FIFO (named pipe)",
            Self::Socket => "a socket",
            Self::Other => "neither a file nor a directory",
        })
    }
}
