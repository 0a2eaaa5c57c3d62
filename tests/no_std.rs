//! End to end: a network is trained, saved, embedded in a binary without std and without
//! an allocator, and gives bit-identical predictions there.

use burdock::memory::flat;
use burdock::prelude::*;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

network! {
    /// The same declaration as in tests/no_std.
    pub struct Digits(image: [8, 8]) -> (digit: [10]) {
        digit = image -> flatten -> hidden: dense(32, relu) -> dense(10, softmax);
    }
}

const CRATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/no_std");

/// Trains on the portable path, whose results are bit-identical on every machine.
fn trained() -> Box<Digits> {
    let digits = burdock::datasets::digits();
    let mut model = Digits::new(Seed(1));
    Trainer::new(SparseCategoricalCrossentropy, Sgd::new(0.1))
        .compute(Compute::portable())
        .fit(&mut model, &digits, 3)
        .expect("the digits are in order");
    model
}

/// With `BLESS=1` the file is rewritten.
#[test]
fn the_embedded_file_is_what_training_gives() {
    let file = Path::new(CRATE).join("models/digits.safetensors");
    let model = trained();
    if std::env::var_os("BLESS").is_some() {
        model.save(&file).expect("the file can be written");
    }
    let saved = Digits::load(&file).expect("the file fits the network");
    assert!(flat(&[saved.hidden.weight]) == flat(&[model.hidden.weight]));
    assert!(flat(&[saved.digit.weight]) == flat(&[model.digit.weight]));
    assert!(saved.hidden.bias == model.hidden.bias && saved.digit.bias == model.digit.bias);
}

#[test]
fn the_program_without_std_predicts_the_same_bits() {
    let images = burdock::datasets::digits().x;
    let model = trained();
    let mut here = vec![[0.0; 10]; images.len()];
    let mut scratch = vec![0.0; Digits::SCRATCH];
    for (image, output) in images.iter().zip(&mut here) {
        let output = std::slice::from_mut(output);
        model.predict_into(&Compute::portable(), &[*image], output, &mut scratch);
    }
    let there = run_without_std(&images);
    assert!(there.len() == here.len());
    for ([chain, graph, sized], here) in there.iter().zip(&here) {
        assert_eq!((chain, sized), (here, here));
        for (graph, here) in graph.iter().zip(here) {
            assert!((graph - here).abs() < 1e-5, "the graph gives {graph}, the chain {here}");
        }
    }

    // The default path of this machine rounds differently, but gives the same classes.
    let class = |output: &[f32; 10]| (0..10).max_by(|&a, &b| output[a].total_cmp(&output[b]));
    for (image, output) in images.iter().zip(&here) {
        assert_eq!(class(&model.predict(image)), class(output));
    }
}

/// Builds and runs tests/no_std with the images as input: the outputs of its networks.
fn run_without_std(images: &[[[f32; 8]; 8]]) -> Vec<[[f32; 10]; 3]> {
    let mut program = Command::new(env!("CARGO"))
        .args(["run", "--release", "--quiet", "--locked"])
        .current_dir(CRATE)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("no_std"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("cargo can be started");
    let mut input = program.stdin.take().expect("it was piped");
    let bytes: Vec<u8> = flat(images).iter().flat_map(|number| number.to_le_bytes()).collect();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = program.wait_with_output().expect("it runs to its end");
    writer.join().expect("no panic").expect("all images were read");
    assert!(output.status.success(), "the program without std failed: {}", output.status);
    let (numbers, rest) = output.stdout.as_chunks::<4>();
    assert!(rest.is_empty());
    let numbers: Vec<f32> = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    let (outputs, rest) = numbers.as_chunks::<10>();
    assert!(rest.is_empty());
    let (triples, rest) = outputs.as_chunks::<3>();
    assert!(rest.is_empty());
    triples.to_vec()
}
