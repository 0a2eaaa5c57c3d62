//! Rights: those of the file, which stay, and those of the directory.

use crate::child::{Role, command, executable};
use crate::networks::Classifier;
use crate::{is_root, names};
use burdock::prelude::*;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Output;

/// A user who is not root, and owns nothing.
const NOBODY: u32 = 65_534;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("is ours");
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("is there").mode() & 0o7777
}

/// Saves to the file as a user who is not root, where this one is.
fn save_as_nobody(file: &Path) -> Output {
    let ours = tempfile::tempdir().expect("makes a directory");
    set_mode(ours.path(), 0o755);
    let copy = ours.path().join("test");
    fs::copy(executable(), &copy).expect("copies");
    let mut command = command(&copy, Role::Save, file);
    if is_root(ours.path()) {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.current_dir("/").output().expect("starts")
}

#[test]
fn a_file_that_is_replaced_keeps_its_mode() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let file = directory.path().join("model");
    let model = Classifier::new(Seed(5));
    model.save(&file).expect("saves");
    let other = directory.path().join("other");
    fs::write(&other, "").expect("writes");
    assert_eq!(mode(&file), mode(&other), "a new file has the mode of every new file");
    for expected in [0o600, 0o640, 0o604, 0o755, 0o200] {
        set_mode(&file, expected);
        model.save(&file).expect("saves");
        assert_eq!(mode(&file), expected);
        History::default().save(&file).expect("saves");
        assert_eq!(mode(&file), expected);
    }
}

#[test]
fn a_file_that_is_replaced_keeps_its_owner() {
    let directory = tempfile::tempdir().expect("makes a directory");
    if !is_root(directory.path()) {
        eprintln!("skipped: only root can hand a file to another user");
        return;
    }
    let file = directory.path().join("model");
    let model = Classifier::new(Seed(5));
    model.save(&file).expect("saves");
    chown(&file, Some(NOBODY), Some(NOBODY)).expect("root may");
    set_mode(&file, 0o4750);
    model.save(&file).expect("saves");
    let kept = fs::metadata(&file).expect("is there");
    assert_eq!((kept.uid(), kept.gid(), mode(&file)), (NOBODY, NOBODY, 0o4750));
}

#[test]
fn nobody_gains_rights_where_the_owner_cannot_be_kept() {
    let directory = tempfile::tempdir().expect("makes a directory");
    if !is_root(directory.path()) {
        eprintln!("skipped: it takes two users");
        return;
    }
    let file = directory.path().join("model");
    Classifier::new(Seed(5)).save(&file).expect("saves");
    set_mode(directory.path(), 0o777);
    set_mode(&file, 0o6676);
    let output = save_as_nobody(&file);
    assert!(output.status.success(), "{output:?}");
    let made = fs::metadata(&file).expect("is there");
    assert_eq!((made.uid(), made.gid(), mode(&file)), (NOBODY, NOBODY, 0o666));
}

#[test]
fn a_directory_may_be_written_but_not_read() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let file = directory.path().join("model");
    set_mode(directory.path(), 0o333);
    for _ in 0..2 {
        let output = save_as_nobody(&file);
        assert!(output.status.success(), "{output:?}");
    }
    set_mode(directory.path(), 0o755);
    assert_eq!(names(directory.path()), ["model"]);
    set_mode(&file, 0o644);
    Classifier::load(&file).expect("loads");
}

#[test]
fn a_file_that_may_not_be_written_is_not_replaced() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let file = directory.path().join("model");
    fs::write(&file, "precious").expect("writes");
    set_mode(&file, 0o444);
    set_mode(directory.path(), 0o777);
    let output = save_as_nobody(&file);
    assert!(!output.status.success());
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        text.contains(&format!("cannot write {}: Permission denied", file.display())),
        "{text}"
    );
    assert_eq!(fs::read(&file).expect("is there"), b"precious");
    assert_eq!(names(directory.path()), ["model"]);
}
