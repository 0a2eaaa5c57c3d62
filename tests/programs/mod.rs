//! The examples as programs. Cargo has built them before it runs a test.

use std::path::PathBuf;

/// `target/<profile>/examples/<name>`, seen from a test in `target/<profile>/deps/`.
pub fn program(example: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let profile = test.ancestors().nth(2).expect("tests stand two directories deep");
    profile.join("examples").join(example).with_extension(std::env::consts::EXE_EXTENSION)
}
