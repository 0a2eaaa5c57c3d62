//! Damaged files: wherever they are cut and whichever bit is flipped, loading is an error, or the
//! result is what was saved.

mod networks;

use burdock::io::{FileContent, LoadError, SaveError};
use burdock::memory::flat_mut;
use burdock::prelude::*;
use networks::{Classifier, Regressor, numbers, surface};
use std::fs;
use std::path::{Path, PathBuf};
use std::slice::from_mut;

network! {
    /// As few parameters as a network with two layers can have.
    pub struct Small(x: [2]) -> (y: [1]) {
        y = x -> hidden: dense(2, tanh) -> output: dense(1);
    }
}

/// A path in an empty directory of the test's own.
fn place(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("makes a directory");
    path.join("file")
}

fn header_end(bytes: &[u8]) -> usize {
    8 + u64::from_le_bytes(bytes[..8].try_into().expect("eight bytes")) as usize
}

/// Every bit of the header flipped, one at a time, and one bit of each byte of the data.
fn flipped(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    let header = 8 * header_end(bytes);
    let data = (header_end(bytes)..bytes.len()).map(|byte| 8 * byte + byte % 8);
    (0..header).chain(data).map(|bit| {
        let mut flipped = bytes.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        (bit / 8, flipped)
    })
}

/// Writes a file anew: to write over the old one, some file systems wait for the disk.
fn write(file: &Path, bytes: &[u8]) {
    let _ = fs::remove_file(file);
    fs::write(file, bytes).expect("writes");
}

/// The same file with another entry that describes it; `CRC` in it stands for the checksum.
fn with_entry(bytes: &[u8], entry: &str) -> Vec<u8> {
    let end = header_end(bytes);
    let entry = entry.replace("CRC", &format!("{:08x}", crc32fast::hash(&bytes[end..])));
    let mut header: serde_json::Value = serde_json::from_slice(&bytes[8..end]).expect("is JSON");
    header["__metadata__"]["burdock"] = entry.into();
    let header = header.to_string();
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend(header.as_bytes());
    file.extend(&bytes[end..]);
    file
}

#[test]
fn damaged_parameters() {
    let file = place("parameters");
    let model = Small::new(Seed(3));
    model.save(&file).expect("saves");
    let bytes = fs::read(&file).expect("is there");
    let load = |bytes: &[u8]| {
        write(&file, bytes);
        Small::load(&file)
    };
    for length in 0..bytes.len() {
        assert!(load(&bytes[..length]).is_err(), "cut after {length} bytes");
    }
    for (byte, damaged) in flipped(&bytes) {
        match load(&damaged) {
            Ok(loaded) => {
                assert!(byte < header_end(&bytes), "byte {byte} of the data was flipped");
                assert_eq!(numbers(&*loaded), numbers(&*model), "byte {byte} was flipped");
            }
            Err(LoadError::Checksum { expected, found, .. }) => assert_ne!(expected, found),
            Err(error) => assert!(byte < header_end(&bytes), "byte {byte}: {error}"),
        }
    }
    assert!(load(&[&bytes[..], b"1234"].concat()).is_err());
}

#[test]
fn damaged_states() {
    let file = place("states");
    let trainer =
        || -> Trainer<Small, f32> { Trainer::new(MeanSquaredError, Adam::new(0.01)).batch_size(5) };
    let data = surface(10).map_x(|[a, b, _, _]| [a, b]);
    let mut trained = trainer();
    trained.fit(&mut Small::new(Seed(3)), &data, 1).expect("trains");
    trained.save_state(&file).expect("saves");
    let bytes = fs::read(&file).expect("is there");
    let load = |bytes: &[u8]| {
        write(&file, bytes);
        let mut loaded = trainer();
        loaded.load_state(&file).map(|()| loaded)
    };
    for length in (0..bytes.len()).step_by(3) {
        assert!(load(&bytes[..length]).is_err(), "cut after {length} bytes");
    }
    for (byte, damaged) in flipped(&bytes) {
        let Ok(loaded) = load(&damaged) else { continue };
        assert!(byte < header_end(&bytes), "byte {byte} of the data was flipped");
        assert_eq!(loaded.optimizer_state(), trained.optimizer_state(), "byte {byte}");
        assert_eq!(loaded.history(), trained.history(), "byte {byte}");
        assert_eq!(loaded.learning_rate(), trained.learning_rate(), "byte {byte}");
    }
}

#[test]
fn what_a_file_says_of_itself_is_checked() {
    let file = place("entries");
    let model = Classifier::new(Seed(3));
    model.save(&file).expect("saves");
    let bytes = fs::read(&file).expect("is there");
    let load = |entry: &str| {
        fs::write(&file, with_entry(&bytes, entry)).expect("writes");
        Classifier::load(&file).map(|loaded| assert_eq!(numbers(&*loaded), numbers(&*model)))
    };
    let path = file.display();

    // Unknown keys are ignored, missing ones are an error.
    load(r#"{"format":1,"holds":"parameters","crc32":"CRC","colour":{"red":1}}"#).expect("loads");
    for entry in [
        "Classifier 0.1.0",
        "[]",
        r#"{"holds":"parameters","crc32":"CRC"}"#,
        r#"{"format":1,"crc32":"CRC"}"#,
        r#"{"format":1,"holds":"parameters"}"#,
        r#"{"format":1,"holds":"recipes","crc32":"CRC"}"#,
        r#"{"format":1,"holds":"parameters","crc32":"CRC0"}"#,
        r#"{"format":1,"holds":"parameters","crc32":"g0000000"}"#,
    ] {
        let error = load(entry).expect_err("is damaged");
        assert!(matches!(error, LoadError::Metadata { .. }), "{entry}: {error}");
        let expected =
            format!("{path} is damaged: the entry `burdock` of its metadata cannot be read");
        assert_eq!(error.to_string(), expected);
    }

    let error = load(r#"{"format":2,"version":"7.0.0"}"#).expect_err("is newer");
    let version = env!("CARGO_PKG_VERSION");
    let expected = format!(
        "{path} is of format 2, written by Burdock 7.0.0; Burdock {version} reads format 1"
    );
    assert_eq!(error.to_string(), expected);
    assert!(matches!(error, LoadError::FormatVersion { expected: 1, found: 2, .. }));

    let error = load(r#"{"format":1,"holds":"parameters","crc32":"00000000"}"#);
    let error = error.expect_err("is damaged");
    let crc = crc32fast::hash(&bytes[header_end(&bytes)..]);
    let expected =
        format!("{path} is damaged: the CRC-32 of its data is {crc:08x}, but 00000000 was written");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn parameters_and_states_are_told_apart() {
    let file = place("contents");
    let mut trainer: Trainer<Regressor, f32> = Trainer::new(MeanSquaredError, Adam::default());
    trainer.save_state(&file).expect("saves");
    let error = Regressor::load(&file).map(|_| ()).expect_err("is a state");
    assert_eq!(
        error.to_string(),
        format!(
            "{} holds the state of a training, not parameters: call `load_state` \
             of the trainer",
            file.display()
        )
    );
    Regressor::new(Seed(1)).save(&file).expect("saves");
    let error = trainer.load_state(&file).expect_err("is parameters");
    let (expected, found) = (FileContent::TrainingState, FileContent::Parameters);
    assert!(matches!(
        error,
        LoadError::Content { expected: e, found: f, .. } if (e, f) == (expected, found)
    ));
}

#[test]
fn what_is_not_finite_is_neither_saved_nor_loaded() {
    let file = place("not_finite");
    let mut model = Regressor::new(Seed(1));
    model.save(&file).expect("saves");
    let bytes = fs::read(&file).expect("is there");
    flat_mut(from_mut(&mut *model))[4 * 9 + 3] = f32::NAN;
    let error = model.save(&file).expect_err("is not finite");
    assert_eq!(error.to_string(), "`hidden.bias[3]` is NaN; only what is finite is saved");
    flat_mut(from_mut(&mut *model))[9 + 2] = f32::NEG_INFINITY;
    let error = model.save(&file).expect_err("is not finite");
    assert_eq!(error.to_string(), "`hidden.weight[1][2]` is -inf; only what is finite is saved");
    assert!(matches!(error, SaveError::NotFinite { element: 11, .. }));
    assert_eq!(fs::read(&file).expect("is there"), bytes);

    // The tensors are in alphabetical order: nine elements of the bias, then the weight.
    let mut damaged = bytes.clone();
    let at = header_end(&bytes) + 4 * (9 + 11);
    damaged[at..at + 4].copy_from_slice(&f32::INFINITY.to_le_bytes());
    let entry = r#"{"format":1,"holds":"parameters","crc32":"CRC"}"#;
    fs::write(&file, with_entry(&damaged, entry)).expect("writes");
    let error = Regressor::load(&file).map(|_| ()).expect_err("is not finite");
    let expected = "`hidden.weight[1][2]` is inf in the file; it must be finite";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_state_that_is_not_finite_is_neither_saved_nor_loaded() {
    let file = place("not_finite_state");
    let trainer = || -> Trainer<Small, f32> { Trainer::new(MeanSquaredError, Adam::new(0.01)) };
    trainer().save_state(&file).expect("saves");
    let bytes = fs::read(&file).expect("is there");
    let header: serde_json::Value =
        serde_json::from_slice(&bytes[8..header_end(&bytes)]).expect("is JSON");
    let entry = r#"{"format":1,"holds":"state","optimizer":"adam","crc32":"CRC"}"#;
    for (name, place) in [
        ("optimizer.learning_rate", "optimizer.learning_rate"),
        ("hidden.weight.second_moment", "hidden.weight.second_moment[0][0]"),
    ] {
        let mut damaged = bytes.clone();
        let offset = header[name]["data_offsets"][0].as_u64().expect("is there") as usize;
        let at = header_end(&bytes) + offset;
        damaged[at..at + 4].copy_from_slice(&f32::NAN.to_le_bytes());
        fs::write(&file, with_entry(&damaged, entry)).expect("writes");
        let error = trainer().load_state(&file).expect_err("is not finite");
        assert_eq!(error.to_string(), format!("`{place}` is NaN in the file; it must be finite"));
    }
    fs::write(&file, &bytes).expect("writes");
    let mut broken = trainer();
    broken.set_learning_rate(f32::INFINITY);
    let error = broken.save_state(&file).expect_err("is not finite");
    assert_eq!(error.to_string(), "`optimizer.learning_rate` is inf; only what is finite is saved");
    assert_eq!(fs::read(&file).expect("is there"), bytes);
}
