//! Weights files against an architecture: what fits, and each way in which one does not.

use super::expansion::parsed;
use crate::diagnostics::Diagnostics;
use crate::graph::assertion::Condition;
use crate::plan::Plan;
use crate::weights::{LayerWeights, Weights, check_in};
use proc_macro2::Span;
use safetensors::serialize;
use safetensors::tensor::{Dtype, TensorView};
use std::path::PathBuf;
use std::{env, fs, process};
use syn::LitStr;

const NETWORK: &str = "struct N(x: [3]) -> (y: [2]) { y = x -> dense(2); }";

/// A file that is removed again.
struct File(PathBuf);

impl File {
    /// A file of tensors, each number of which counts on.
    fn of(test: &str, tensors: &[(&str, &[usize], Dtype)]) -> File {
        let bytes: Vec<u8> =
            (0_u8..64).flat_map(|number| f32::from(number).to_le_bytes()).collect();
        let views = tensors.iter().map(|&(name, shape, dtype)| {
            let length = shape.iter().product::<usize>() * dtype.bitsize() / 8;
            (name, TensorView::new(dtype, shape.to_vec(), &bytes[..length]).unwrap())
        });
        File::with(test, &serialize(views, None).unwrap())
    }

    fn with(test: &str, bytes: &[u8]) -> File {
        let path = env::temp_dir().join(format!("burdock-{}-{test}.safetensors", process::id()));
        fs::write(&path, bytes).unwrap();
        File(path)
    }

    fn check(&self, network: &str) -> Result<Weights, Vec<String>> {
        let graph = parsed(network);
        let name = self.0.file_name().unwrap().to_str().unwrap();
        let path = LitStr::new(name, Span::call_site());
        let mut diagnostics = Diagnostics::default();
        let package = env::temp_dir();
        let weights = check_in(&package, &path, &graph, &Plan::new(&graph), &mut diagnostics);
        let texts = diagnostics.texts();
        assert_eq!(weights.is_some(), texts.is_empty());
        weights.ok_or_else(|| texts.iter().map(|text| text.replace(name, "FILE")).collect())
    }

    fn faults(&self, network: &str) -> Vec<String> {
        self.check(network).err().expect("the file does not fit")
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // A file that is left behind harms nobody.
        let _ = fs::remove_file(&self.0);
    }
}

#[test]
fn every_parameter_has_its_place_in_the_file() {
    let file = File::of("fits", &[("y.bias", &[2], Dtype::F32), ("y.weight", &[3, 2], Dtype::F32)]);
    let weights = file.check(NETWORK).expect("the file fits");
    let bytes = fs::read(&file.0).unwrap();
    let [LayerWeights::Dense(offsets)] = &weights.layers[..] else { panic!("one layer") };
    let [weight, bias] = offsets[..] else { panic!("two parameters") };
    let end = |offset: usize, count: usize| &bytes[offset + 4 * count - 4..offset + 4 * count];
    assert_eq!(end(weight, 6), 5_f32.to_le_bytes());
    assert_eq!(end(bias, 2), 1_f32.to_le_bytes());
    assert_ne!(weight, bias);
}

#[test]
fn a_file_that_is_not_there() {
    let file = File(env::temp_dir().join("burdock-nowhere.safetensors"));
    let [fault] = &file.faults(NETWORK)[..] else { panic!("one fault") };
    assert!(fault.starts_with("there is no file FILE\n  looked for /"), "{fault}");
}

#[test]
fn a_file_of_another_kind() {
    let file = File::with("kind", b"PK and so on, for a while");
    let [fault] = &file.faults(NETWORK)[..] else { panic!("one fault") };
    assert!(fault.starts_with("FILE is not a safetensors file\n"), "{fault}");
}

#[test]
fn a_tensor_under_another_name_is_one_fault() {
    let file = File::of("name", &[("y.bias", &[2], Dtype::F32), ("y.kernel", &[3, 2], Dtype::F32)]);
    assert_eq!(file.faults(NETWORK), ["FILE has no tensor `y.weight`\n  it has y.bias, y.kernel"]);
    let file =
        File::of("near", &[("y.bias", &[2], Dtype::F32), ("y.weights", &[3, 2], Dtype::F32)]);
    assert_eq!(file.faults(NETWORK), ["FILE has no tensor `y.weight`\n  help: it has `y.weights`"]);
}

#[test]
fn a_tensor_that_the_network_has_not() {
    let tensors: &[(&str, &[usize], Dtype)] = &[
        ("y.bias", &[2], Dtype::F32),
        ("y.weight", &[3, 2], Dtype::F32),
        ("z.weight", &[2, 2], Dtype::F32),
    ];
    assert_eq!(
        File::of("extra", tensors).faults(NETWORK),
        ["FILE has a tensor `z.weight`, but the network has none\n  \
          help: add a layer `z`, or save the file from this network"]
    );
}

#[test]
fn all_that_misfits_is_one_fault() {
    let file =
        File::of("shape", &[("y.bias", &[2], Dtype::F64), ("y.weight", &[2, 3], Dtype::F32)]);
    assert_eq!(
        file.faults(NETWORK),
        ["`y.weight` is [2, 3] in the file, but [3, 2] in the network\n  \
             the file is FILE, the layer `y`\n  \
             and `y.bias` in FILE is of type F64, not F32"]
    );
}

#[test]
fn what_only_the_compiler_knows_is_left_to_it() {
    let network = "struct N(x: [WIDTH]) -> (y: [2]) { y = x -> dense(2, bias = false); }";
    let file = File::of("constant", &[("y.weight", &[3, 2], Dtype::F32)]);
    let weights = file.check(network).expect("the macro cannot tell");
    let [assertion] = &weights.assertions[..] else { panic!("one assertion") };
    let Condition::Equal(left, right) = &assertion.condition else { panic!("an equality") };
    assert_eq!((left.to_string(), right.to_string()), ("WIDTH".into(), "3".into()));
}
