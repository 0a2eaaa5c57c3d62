//! Files that PyTorch wrote: read as such if requested, and never guessed.
//!
//! The file and what PyTorch predicts with it are made by golden/pytorch.py.

mod networks;

use burdock::io::{FileContent, Layout, LoadError};
use burdock::layers::{Layer, LayerPass};
use burdock::memory::flat;
use burdock::parameters;
use burdock::prelude::*;
use networks::{Regressor, numbers};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::slice::from_ref;

network! {
    /// A square weight, which has the right shape in either layout, and one that is not square.
    pub struct Encoder(x: [4]) -> (code: [6]) {
        code = x -> square: dense(4, tanh) -> dense(6, bias = false);
    }
}

parameters! {
    /// A custom layer: its weight is `[inputs, outputs]` in PyTorch, too.
    pub struct Mix {
        weight: [[f32; 6]; 6],
    }
}

impl Layer for Mix {
    type Input = [f32; 6];
    type Output = [f32; 6];
    const KIND: &'static str = "Mix";

    fn forward(&self, _: &Compute, input: &[[f32; 6]], output: &mut [[f32; 6]], _: &mut [f32]) {
        for (x, y) in input.iter().zip(output) {
            *y = [0.0; 6];
            for (x, weight) in x.iter().zip(&self.weight) {
                for (y, weight) in y.iter_mut().zip(weight) {
                    *y += x * weight;
                }
            }
        }
    }

    fn backward(&self, _: &Compute, _: LayerPass<'_, Self>) {
        unimplemented!("nobody trains it")
    }
}

network! {
    pub struct Whole(x: [4]) -> (y: [3]) {
        y = x -> encoder: Encoder -> mix: Mix -> dense(3, softmax);
    }
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// A path in an empty directory of the test's own.
fn place(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("foreign").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("makes a directory");
    path.join("model.safetensors")
}

/// The same file with these metadata in its header.
fn with_metadata(bytes: &[u8], metadata: &str) -> Vec<u8> {
    let end = 8 + u64::from_le_bytes(bytes[..8].try_into().expect("eight bytes")) as usize;
    let header = std::str::from_utf8(&bytes[8..end]).expect("is text");
    let header = header.replacen('{', &format!("{{\"__metadata__\":{metadata},"), 1);
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend(header.as_bytes());
    file.extend(&bytes[end..]);
    file
}

#[test]
fn a_network_of_pytorch_predicts_here_what_it_predicts_there() {
    let model = Whole::load_pytorch(golden("pytorch.safetensors")).expect("loads");
    let samples = fs::read_to_string(golden("pytorch.json")).expect("is there");
    let samples: Value = serde_json::from_str(&samples).expect("is JSON");
    let row = |row: &Value| -> Vec<f32> { serde_json::from_value(row.clone()).expect("numbers") };
    let rows = |name: &str| samples[name].as_array().expect("rows").clone();
    assert_eq!(rows("x").len(), 5);
    for (x, y) in rows("x").iter().zip(&rows("y")) {
        let found = model.predict(&row(x).try_into().expect("four"));
        for (found, expected) in found.into_iter().zip(row(y)) {
            assert!((found - expected).abs() < 1e-6, "{found}, {expected}");
        }
    }

    // Saved and loaded again it is the same network.
    let file = place("saved");
    model.save(&file).expect("saves");
    assert_eq!(numbers(&*Whole::load(&file).expect("loads")), numbers(&*model));
    let mut other = Whole::new(Seed(1));
    other.load_from_pytorch(golden("pytorch.safetensors")).expect("loads");
    assert_eq!(numbers(&*other), numbers(&*model));
}

#[test]
fn a_file_is_read_as_what_it_was_said_to_be() {
    let bytes = fs::read(golden("pytorch.safetensors")).expect("is there");
    let file = place("guessed");
    let mut model = Whole::new(Seed(1));
    let before = numbers(&*model);
    for (bytes, by, is_numpy) in [
        (bytes.clone(), "", false),
        (
            with_metadata(&bytes, r#"{"format":"pt"}"#),
            ", but by PyTorch, as its metadata say",
            false,
        ),
        (with_metadata(&bytes, r#"{"format":"np"}"#), "", true),
    ] {
        fs::write(&file, bytes).expect("writes");
        let error = model.load_from(&file).expect_err("is not ours");
        assert_eq!(
            error.to_string(),
            format!(
                "{} was not written by Burdock{by}: weights of dense layers are [inputs, outputs] \
                 in Burdock's files, as in Keras, but [outputs, inputs] in PyTorch's; call \
                 `load_pytorch` or `load_from_pytorch` if it is one of those",
                file.display()
            )
        );
        assert!(matches!(error, LoadError::Foreign { expected: FileContent::Parameters, .. }));
        assert_eq!(numbers(&*model), before);
        let loaded = Whole::load_pytorch(&file).map(|_| ());
        match loaded {
            Err(error) if is_numpy => assert_eq!(
                error.to_string(),
                format!(
                    "{} is not PyTorch's: the entry `format` of its metadata is `np`, not `pt`; \
                     bring its weights into Burdock's layout, `[inputs, outputs]` as in Keras, as \
                     docs/conventions.md shows",
                    file.display()
                )
            ),
            loaded => assert!(loaded.is_ok() && !is_numpy, "{loaded:?}"),
        }
    }

    // Nor is a file of ours transposed.
    model.save(&file).expect("saves");
    let error = Whole::load_pytorch(&file).map(|_| ()).expect_err("is ours");
    assert!(matches!(error, LoadError::NotForeign { .. }), "{error}");
    assert!(error.to_string().ends_with(
        "its weights would be transposed; call `load` or \
                                         `load_from`"
    ));

    // Nor is a state file accepted as one.
    fs::write(&file, bytes).expect("writes");
    let mut trainer: Trainer<Regressor, f32> = Trainer::new(MeanSquaredError, Sgd::default());
    let error = trainer.load_state(&file).expect_err("is not ours");
    assert!(error.to_string().ends_with("was not written by Burdock"), "{error}");
}

#[test]
fn a_transposed_shape_is_named_so() {
    // A file with our layout but without metadata.
    let file = place("transposed");
    Regressor::new(Seed(1)).save(&file).expect("saves");
    let bytes = fs::read(&file).expect("is there");
    let ours = bytes.windows(9).position(|part| part == b"\"burdock\"").expect("is there");
    let mut bytes = bytes;
    bytes[ours..ours + 9].copy_from_slice(b"\"another\"");
    fs::write(&file, &bytes).expect("writes");
    let error = Regressor::load_pytorch(&file).map(|_| ()).expect_err("is not PyTorch's");
    assert_eq!(
        error.to_string(),
        "`hidden.weight` has the shape [4, 9] in the file, but [9, 4] in Regressor as PyTorch lays \
         it out: it is transposed"
    );
    assert!(matches!(error, LoadError::Shape { layout: Layout::PyTorch, .. }));

    network! {
        struct Backwards(x: [9]) -> (y: [1]) {
            y = x -> hidden: dense(4) -> output: dense(1);
        }
    }
    Backwards::new(Seed(1)).save(&file).expect("saves");
    let error = Regressor::load(&file).map(|_| ()).expect_err("is another's");
    assert_eq!(
        error.to_string(),
        "`hidden.weight` has the shape [9, 4] in the file, but [4, 9] in Regressor: it is \
         transposed"
    );
}

#[test]
fn the_table_says_what_is_transposed() {
    let model = Whole::new(Seed(1));
    assert_eq!(flat(from_ref(&*model)).len(), Whole::PARAMETER_COUNT);
    let dense = Whole::PARAMETERS
        .iter()
        .filter(|parameter| parameter.kind == burdock::network::ParameterKind::DenseWeight)
        .map(|parameter| parameter.name);
    assert!(dense.eq(["encoder.square.weight", "encoder.code.weight", "y.weight"]));
}
