//! This test's executable, run again as another process.

use crate::Large;
use crate::networks::Classifier;
use burdock::prelude::*;
use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROLE: &str = "BURDOCK_TEST_ROLE";
const FILE: &str = "BURDOCK_TEST_FILE";

/// The arguments with which this executable does nothing but its role.
pub const ARGUMENTS: [&str; 4] = ["--exact", "child::child", "--nocapture", "--test-threads=1"];

/// The line that a process writes when it begins to save forever.
pub const READY: &str = "it begins to save";

/// What another process does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Saves a small network, of seed 1.
    Save,
    /// Saves a large one.
    SaveLarge,
    /// Saves the large one until it is killed.
    SaveForever,
    /// Saves small networks of the seeds 2 and 3 in turn, fifty of each.
    SaveInTurn,
}

const ROLES: [Role; 4] = [Role::Save, Role::SaveLarge, Role::SaveForever, Role::SaveInTurn];

/// A process that does this with the file, ready to be started.
pub fn command(executable: &Path, role: Role, file: &Path) -> Command {
    let mut command = Command::new(executable);
    command.args(ARGUMENTS).env(ROLE, format!("{role:?}")).env(FILE, file);
    command
}

/// This executable.
pub fn executable() -> PathBuf {
    env::current_exe().expect("has a path")
}

/// The text of an error and of its causes.
pub fn chain(error: &dyn Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {}", chain(cause)),
        None => error.to_string(),
    }
}

/// Passes at once, unless it was started by [`command`].
#[test]
fn child() {
    let (Some(role), Some(file)) = (env::var_os(ROLE), env::var_os(FILE)) else { return };
    let role = ROLES.into_iter().find(|known| role == *format!("{known:?}"));
    let result = match role.expect("is a role") {
        Role::Save => Classifier::new(Seed(1)).save(file),
        Role::SaveLarge => Large::new(Seed(1)).save(file),
        Role::SaveForever => {
            let model = Large::new(Seed(1));
            println!("\n{READY}");
            loop {
                model.save(&file).expect("saves");
            }
        }
        Role::SaveInTurn => {
            let models = [2, 3].map(|seed| Classifier::new(Seed(seed)));
            (0..50).flat_map(|_| &models).try_for_each(|model| model.save(&file))
        }
    };
    if let Err(error) = result {
        panic!("{}", chain(&error));
    }
}
