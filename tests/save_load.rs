//! Files of parameters: equal after loading, never partly written, never partly loaded.

mod networks;

use burdock::io::{LoadError, SaveError};
use burdock::prelude::*;
use networks::{Classifier, Judge, Regressor, numbers, points};
use std::fs;
use std::path::PathBuf;

/// An empty directory of the test's own.
fn directory(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("makes a directory");
    path
}

fn names(directory: &PathBuf) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("is a directory");
    entries.map(|e| e.expect("is read").file_name().into_string().expect("is text")).collect()
}

#[test]
fn what_was_saved_is_loaded_to_the_bit() {
    let directory = directory("round_trip");
    let file = directory.join("model.safetensors");
    let model = Classifier::new(Seed(5));
    model.save(&file).expect("saves");
    let loaded = Classifier::load(&file).expect("loads");
    assert_eq!(numbers(&*loaded), numbers(&*model));
    for x in points(20) {
        assert_eq!(loaded.predict(&x), model.predict(&x));
    }
    // Replaces an older file, and leaves no temporary file.
    let first = fs::read(&file).expect("is there");
    Classifier::new(Seed(6)).save(&file).expect("saves");
    let mut other = Classifier::new(Seed(5));
    other.load_from(&file).expect("loads");
    assert_eq!(numbers(&*other), numbers(&*Classifier::new(Seed(6))));
    model.save(&file).expect("saves");
    assert_eq!(fs::read(&file).expect("is there"), first);
    assert_eq!(names(&directory), ["model.safetensors"]);
}

#[test]
fn a_file_that_cannot_be_written_leaves_nothing_behind() {
    let directory = directory("unwritable");
    let model = Classifier::new(Seed(5));
    let nowhere = directory.join("missing").join("model.safetensors");
    assert!(matches!(model.save(&nowhere), Err(SaveError::Write { .. })));
    assert_eq!(names(&directory), [""; 0]);
}

/// The error of loading a file, which leaves the network unchanged.
fn refused(bytes: &[u8], name: &str) -> LoadError {
    let file = directory(name).join("model.safetensors");
    fs::write(&file, bytes).expect("writes");
    let mut model = Classifier::new(Seed(5));
    let before = numbers(&*model);
    let error = model.load_from(&file).expect_err("does not fit");
    assert_eq!(numbers(&*model), before);
    assert!(Classifier::load(&file).is_err());
    error
}

/// The file of another network, with a text of the header replaced by one of equal length.
fn edited(network: &impl Persist, name: &str, from: &str, to: &str) -> Vec<u8> {
    let file = directory(name).join("other.safetensors");
    network.save(&file).expect("saves");
    let mut bytes = fs::read(&file).expect("is there");
    assert_eq!(from.len(), to.len());
    if !from.is_empty() {
        let at = bytes.windows(from.len()).position(|part| part == from.as_bytes());
        bytes[at.expect("is in the header")..][..to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

#[test]
fn a_file_that_does_not_fit_says_where() {
    let other = edited(&*Regressor::new(Seed(1)), "shape_file", "", "");
    let error = refused(&other, "shape");
    assert_eq!(
        error.to_string(),
        "`hidden.weight` has the shape [4, 9] in the file, but [4, 13] in Classifier"
    );
    assert!(matches!(error, LoadError::Shape { name, .. } if name == "hidden.weight"));

    let model = Classifier::new(Seed(1));
    let renamed = edited(&*model, "missing_file", "output.bias", "output.mean");
    let error = refused(&renamed, "missing");
    assert_eq!(error.to_string(), "`output.bias` of Classifier is not in the file");

    let integers = edited(&*model, "type_file", "\"F32\"", "\"I32\"");
    let error = refused(&integers, "type");
    assert!(matches!(error, LoadError::Type { .. }), "{error}");
    assert!(error.to_string().contains("is of I32 in the file"), "{error}");
}

/// A header with one empty tensor more than the network has.
#[test]
fn a_parameter_too_many_is_refused() {
    let bytes = edited(&*Classifier::new(Seed(1)), "extra_file", "", "");
    let length = u64::from_le_bytes(bytes[..8].try_into().expect("eight bytes")) as usize;
    let header = String::from_utf8(bytes[8..8 + length].to_vec()).expect("is text");
    let entry = "\"third.bias\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[428,428]},";
    let header = header.replacen('{', &format!("{{{entry}"), 1);
    let mut longer = (header.len() as u64).to_le_bytes().to_vec();
    longer.extend(header.as_bytes());
    longer.extend(&bytes[8 + length..]);
    let error = refused(&longer, "extra");
    assert_eq!(error.to_string(), "the file has `third.bias`, which Classifier has not");
}

#[test]
fn what_is_no_safetensors_file_is_refused() {
    let whole = edited(&*Classifier::new(Seed(1)), "damaged_file", "", "");
    for (number, bytes) in
        [&b""[..], b"PK\x03\x04", &[0xff; 64], &whole[..whole.len() - 1], &whole[..40]]
            .into_iter()
            .enumerate()
    {
        let error = refused(bytes, &format!("damaged_{number}"));
        assert!(matches!(error, LoadError::Format { .. }), "{error}");
    }
    let error = Judge::load(directory("nothing").join("model.safetensors")).map(|_| ());
    assert!(matches!(error, Err(LoadError::Read { .. })));
}
