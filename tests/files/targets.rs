//! What stands at the path of a save: files, links, and what is no file.

use crate::names;
use crate::networks::{Classifier, numbers};
use burdock::io::{FileKind, SaveError};
use burdock::prelude::*;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

fn make_fifo(path: &Path) {
    let status = Command::new("mkfifo").arg(path).status().expect("mkfifo is there");
    assert!(status.success());
}

#[test]
fn what_is_no_file_is_refused_and_left_alone() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let model = Classifier::new(Seed(5));
    let [fifo, socket, folder] = ["fifo", "socket", "folder"].map(|it| directory.path().join(it));
    make_fifo(&fifo);
    let listener = UnixListener::bind(&socket).expect("binds");
    fs::create_dir(&folder).expect("makes a directory");
    for (path, kind, text) in [
        (&fifo, FileKind::Fifo, "a FIFO (named pipe)"),
        (&socket, FileKind::Socket, "a socket"),
        (&folder, FileKind::Directory, "a directory"),
    ] {
        let link = directory.path().join("link");
        symlink(path, &link).expect("links");
        for place in [path, &link] {
            let error = model.save(place).expect_err("is no file");
            let SaveError::NotRegular { found, .. } = &error else { panic!("{error}") };
            assert_eq!(*found, kind);
            let expected = format!(
                "cannot write {}: it is {text}, and only regular files are replaced",
                path.display()
            );
            assert_eq!(error.to_string(), expected);
            let error = History::default().save(place).expect_err("is no file");
            assert!(matches!(error, SaveError::NotRegular { .. }), "{error}");
        }
        fs::remove_file(link).expect("removes");
    }
    let kind = |path| fs::symlink_metadata(path).expect("is there").file_type();
    assert!(kind(&fifo).is_fifo() && kind(&socket).is_socket() && kind(&folder).is_dir());
    assert_eq!(names(directory.path()), ["fifo", "folder", "socket"]);
    drop(listener);
}

#[test]
fn a_link_stays_and_its_target_is_written() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let [kept, linked] = ["kept", "linked"].map(|it| directory.path().join(it));
    fs::create_dir(&kept).expect("makes a directory");
    fs::create_dir(&linked).expect("makes a directory");
    // One link to another, each relative to its own directory; at first there is no file.
    symlink("../linked/second", kept.join("first")).expect("links");
    symlink("../kept/./model", linked.join("second")).expect("links");
    symlink(&kept, directory.path().join("directory")).expect("links");
    for seed in [1, 2] {
        let model = Classifier::new(Seed(seed));
        model.save(directory.path().join("directory").join("first")).expect("saves");
        let loaded = Classifier::load(kept.join("model")).expect("loads");
        assert_eq!(numbers(&*loaded), numbers(&*model));
        assert_eq!(
            (names(&kept), names(&linked)),
            (texts(&["first", "model"]), texts(&["second"]))
        );
        assert!(fs::symlink_metadata(kept.join("first")).expect("is there").is_symlink());
        assert!(fs::symlink_metadata(linked.join("second")).expect("is there").is_symlink());
        assert!(fs::symlink_metadata(kept.join("model")).expect("is there").is_file());
    }
}

#[test]
fn links_in_a_circle_are_refused() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let [one, other] = ["one", "other"].map(|it| directory.path().join(it));
    symlink(&one, &other).expect("links");
    symlink(&other, &one).expect("links");
    let error = Classifier::new(Seed(5)).save(&one).expect_err("is a circle");
    assert!(matches!(&error, SaveError::TooManyLinks { path, .. } if *path == one), "{error}");
    assert!(error.to_string().contains("more than 40 follow"), "{error}");
    assert_eq!(names(directory.path()), ["one", "other"]);
}

#[test]
fn a_path_without_a_name_is_refused() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let model = Classifier::new(Seed(5));
    let message = |path: &Path| {
        let error = model.save(path).expect_err("is no name");
        assert!(matches!(error, SaveError::NoFileName { .. }), "{error}");
        error.to_string()
    };
    assert_eq!(message(Path::new("")), "cannot write a file whose path is empty");
    assert_eq!(
        message(Path::new("models/")),
        "cannot write models/: the path of a file must end in its name"
    );
    for path in ["/", ".", "..", "models/.", "models/..", "models//"] {
        let expected = format!("cannot write {path}: the path of a file must end in its name");
        assert_eq!(message(Path::new(path)), expected);
    }
    // A link to such a path is none either.
    let link = directory.path().join("link");
    symlink("nowhere/", &link).expect("links");
    assert!(message(&link).contains("nowhere/: the path"));
    assert_eq!(names(directory.path()), ["link"]);
}

#[test]
fn every_name_that_the_file_system_takes() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let model = Classifier::new(Seed(5));
    let ascii = |length| OsString::from("n".repeat(length));
    let mut long = vec![0xff; 255];
    long[0] = b'.';
    for name in [
        ascii(1),
        ascii(96),
        ascii(97),
        ascii(245),
        ascii(255),
        OsString::from("ü".repeat(127)),
        OsString::from_vec(b"\xff\xfe".to_vec()),
        OsString::from_vec(long),
    ] {
        let file = directory.path().join(&name);
        for _ in 0..2 {
            model.save(&file).expect("saves");
        }
        assert_eq!(numbers(&*Classifier::load(&file).expect("loads")), numbers(&*model));
        assert_eq!(names(directory.path()), [name]);
        fs::remove_file(file).expect("removes");
    }
    let error = model.save(directory.path().join(ascii(256))).expect_err("is too long");
    assert!(matches!(error, SaveError::Write { .. }), "{error}");
}

fn texts(names: &[&str]) -> Vec<OsString> {
    names.iter().map(|name| OsStr::new(name).to_owned()).collect()
}
