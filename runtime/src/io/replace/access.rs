//! Access rights: a file that is replaced keeps its mode and its owner.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
#[cfg(unix)]
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};

/// How to create the new file: readable by its owner only, until it has the old file's mode.
#[cfg_attr(not(unix), expect(unused_variables))]
pub(super) fn options(old: Option<&Metadata>) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if old.is_some() {
        options.mode(0o600);
    }
    options
}

/// Gives the new file the old one's owner, group and mode: the first two if that is permitted.
/// No user has rights to the new file who had none to the old one.
#[cfg(unix)]
pub(super) fn carry_over(old: &Metadata, file: &File) -> io::Result<()> {
    const SET_USER: u32 = 0o4000;
    const SET_GROUP: u32 = 0o2000;
    let made = file.metadata()?;
    if (made.uid(), made.gid()) != (old.uid(), old.gid()) {
        // A user who may not change the owner may still be allowed to change the group.
        let _ = fchown(file, Some(old.uid()), Some(old.gid()))
            .or_else(|_| fchown(file, None, Some(old.gid())));
    }
    let made = file.metadata()?;
    let mut mode = old.mode() & 0o7777;
    if made.uid() != old.uid() {
        mode &= !SET_USER;
    }
    if made.gid() != old.gid() {
        let others = mode & 0o007;
        mode = (mode & !(SET_GROUP | 0o070)) | (mode & 0o070 & (others << 3));
    }
    if made.mode() & 0o7777 != mode {
        file.set_permissions(PermissionsExt::from_mode(mode))?;
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn carry_over(_old: &Metadata, _file: &File) -> io::Result<()> {
    Ok(())
}
