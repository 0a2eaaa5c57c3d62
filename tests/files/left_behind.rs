//! Temporary files: those of killed processes go, those of living ones stay.

use crate::child::{ARGUMENTS, READY, Role, command, executable};
use crate::networks::{Classifier, numbers};
use crate::{Large, names};
use burdock::prelude::*;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

#[test]
fn what_a_killed_process_left_is_removed() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let file = directory.path().join("model");
    let left = |slot: usize| directory.path().join(format!(".model.burdock-{slot}.tmp"));
    for slot in [0, 1, 3, 4, 20] {
        fs::write(left(slot), "half a f").expect("writes");
    }
    // One that somebody is writing, in the second slot.
    let theirs = File::options().write(true).open(left(1)).expect("is there");
    theirs.lock().expect("locks");
    Classifier::new(Seed(1)).save(&file).expect("saves");
    assert_eq!(names(directory.path()), [".model.burdock-1.tmp", "model"]);
    assert_eq!(fs::read(left(1)).expect("is there"), b"half a f");
    drop(theirs);
    History::default().save(&file).expect("saves");
    assert_eq!(names(directory.path()), ["model"]);
}

#[test]
fn what_only_has_the_name_of_a_temporary_file_stays() {
    let directory = tempfile::tempdir().expect("makes a directory");
    fs::create_dir(directory.path().join(".model.burdock-0.tmp")).expect("makes a directory");
    let fifo = directory.path().join(".model.burdock-1.tmp");
    assert!(Command::new("mkfifo").arg(fifo).status().expect("mkfifo is there").success());
    fs::write(directory.path().join(".other.burdock-0.tmp"), "").expect("writes");
    Classifier::new(Seed(1)).save(directory.path().join("model")).expect("saves");
    let expected =
        [".model.burdock-0.tmp", ".model.burdock-1.tmp", ".other.burdock-0.tmp", "model"];
    assert_eq!(names(directory.path()), expected);
}

#[test]
fn killed_again_and_again() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let file = directory.path().join("model");
    let model = Large::new(Seed(1));
    model.save(&file).expect("saves");
    for kill in 0..15 {
        let mut child = command(&executable(), Role::SaveForever, &file)
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut lines = BufReader::new(child.stdout.take().expect("is piped")).lines();
        assert!(lines.any(|line| line.expect("is text") == READY));
        // When exactly it is killed makes no difference to what is expected.
        sleep(Duration::from_millis(7 * kill % 23));
        child.kill().expect("kills");
        child.wait().expect("ends");
        Large::load(&file).expect("is whole at every moment");
    }
    model.save(&file).expect("saves");
    assert_eq!(names(directory.path()), ["model"]);
    assert_eq!(numbers(&*Large::load(&file).expect("loads")), numbers(&*model));
}

/// A limit to the size of files is what a full disk is to a save.
#[test]
fn a_full_disk_leaves_the_old_file() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let file = directory.path().join("model");
    Classifier::new(Seed(1)).save(&file).expect("saves");
    let old = fs::read(&file).expect("is there");
    // The signal of the limit is ignored, so that the system refuses to write.
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$0\" \"$@\"";
    let child = command(&executable(), Role::SaveLarge, &file);
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(child.get_program())
        .args(ARGUMENTS)
        .envs(child.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .output()
        .expect("starts");
    assert!(!output.status.success());
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains(&format!("cannot write {}: File too large", file.display())), "{text}");
    assert_eq!(fs::read(&file).expect("is there"), old);
    assert_eq!(names(directory.path()), ["model"]);
}
