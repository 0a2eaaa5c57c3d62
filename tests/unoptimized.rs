//! Without optimization, as in a user's first debug build: stack frames stay small, and progress
//! prints a note.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Runs a part of tests/unoptimized on a stack of so many KiB.
fn run(work: &str, kibibytes: usize) -> Output {
    static PROGRAM: OnceLock<()> = OnceLock::new();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unoptimized");
    PROGRAM.get_or_init(|| {
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--locked"])
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/unoptimized"))
            .env("CARGO_TARGET_DIR", &target)
            .status()
            .expect("cargo can be started");
        assert!(built.success(), "the program cannot be built");
    });
    let program = target
        .join("debug")
        .join("burdock-unoptimized")
        .with_extension(std::env::consts::EXE_EXTENSION);
    let output = Command::new(program).args([work, &kibibytes.to_string()]).output();
    let output = output.expect("the program can be started");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{work}` needs more than {kibibytes} KiB: {said}");
    output
}

#[test]
fn a_prediction_needs_little_stack() {
    run("predict", 32);
    run("predict_wide", 48);
}

#[test]
fn training_needs_little_stack() {
    run("step", 48);
    // Generating random numbers takes the most.
    run("fit", 80);
}

#[test]
fn the_progress_says_once_that_nothing_is_optimized() {
    let said = String::from_utf8(run("progress", 2048).stderr).expect("text");
    assert_eq!(said.matches("note: burdock is built without optimization").count(), 1, "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}
