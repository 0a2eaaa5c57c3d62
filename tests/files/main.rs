//! Files on the disk: what a save replaces, what it refuses, and what it leaves behind.
#![cfg(unix)]

mod access;
mod child;
mod left_behind;
#[path = "../networks/mod.rs"]
mod networks;
mod several;
mod targets;

use burdock::prelude::*;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

network! {
    /// Large enough to be interrupted while it is written: 2.5 MB.
    pub struct Large(x: [784]) -> (y: [10]) {
        y = x -> hidden: dense(800, relu) -> dense(10);
    }
}

/// The names in a directory, in alphabetical order.
fn names(directory: &Path) -> Vec<OsString> {
    let entries = fs::read_dir(directory).expect("is a directory");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("is read").file_name()).collect();
    names.sort();
    names
}

/// Whether the tests run as root, who may do what others may not.
fn is_root(directory: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    // The directory was made by this process.
    fs::metadata(directory).expect("is there").uid() == 0
}
