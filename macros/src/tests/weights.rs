//! Weights files against an architecture: files that fit, and each way in which one does not.

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

/// The tensors of that network.
const FITTING: &[(&str, &[usize], Dtype)] =
    &[("y.bias", &[2], Dtype::F32), ("y.weight", &[3, 2], Dtype::F32)];

/// A file that is removed when it is dropped.
struct File(PathBuf);

impl File {
    /// A file of tensors, each element of which is one more than the one before.
    fn of(test: &str, tensors: &[(&str, &[usize], Dtype)]) -> File {
        let bytes = serialized(tensors, None);
        let checksum = crc32fast::hash(&bytes[data_start(&bytes)..]);
        let entry = format!(r#"{{"format":1,"holds":"parameters","crc32":"{checksum:08x}"}}"#);
        File::with(test, &serialized(tensors, Some(&entry)))
    }

    /// The file that fits, with this entry in its metadata.
    fn with_entry(test: &str, entry: Option<&str>) -> File {
        File::with(test, &serialized(FITTING, entry))
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

/// The bytes of a file of tensors, with this entry in its metadata.
fn serialized(tensors: &[(&str, &[usize], Dtype)], entry: Option<&str>) -> Vec<u8> {
    let bytes: Vec<u8> = (0_u8..64).flat_map(|number| f32::from(number).to_le_bytes()).collect();
    let views = tensors.iter().map(|&(name, shape, dtype)| {
        let length = shape.iter().product::<usize>() * dtype.bitsize() / 8;
        (name, TensorView::new(dtype, shape.to_vec(), &bytes[..length]).unwrap())
    });
    let metadata = entry.map(|entry| [("burdock".into(), entry.into())].into_iter().collect());
    serialize(views, metadata).unwrap()
}

/// The offset of the data in a file.
fn data_start(bytes: &[u8]) -> usize {
    8 + u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize
}

impl Drop for File {
    fn drop(&mut self) {
        // A file that cannot be removed does no harm.
        let _ = fs::remove_file(&self.0);
    }
}

#[test]
fn every_parameter_has_its_place_in_the_file() {
    let file = File::of("fits", FITTING);
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
        ["`y.weight` is [2, 3] in the file, but [3, 2] in the network: it is transposed\n  \
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

#[test]
fn a_file_that_another_program_wrote() {
    assert_eq!(
        File::with_entry("foreign", None).faults(NETWORK),
        ["FILE was not written by Burdock\n  \
          dense weights are [inputs, outputs] in Burdock's files, as in Keras,\n  \
          but [outputs, inputs] in PyTorch's, and nothing says which these are\n  \
          help: load PyTorch's with `load_pytorch`, and `save` the network to a file"]
    );
}

#[test]
fn a_file_of_another_version_or_kind() {
    let entry = r#"{"format":2,"version":"7.0.0"}"#;
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        File::with_entry("version", Some(entry)).faults(NETWORK),
        [format!(
            "FILE is of format 2, written by Burdock 7.0.0\n  Burdock {version} reads format 1\n  \
             help: save the file again, with this version"
        )]
    );
    let entry = r#"{"format":1,"holds":"state","crc32":"00000000"}"#;
    assert_eq!(
        File::with_entry("state", Some(entry)).faults(NETWORK),
        ["FILE holds the state of a training, not parameters\n  \
          help: name the file that `save` of the network wrote"]
    );
}

#[test]
fn a_damaged_file() {
    let entry = r#"{"format":1,"holds":"parameters","crc32":"00000000"}"#;
    let [fault] = &File::with_entry("damaged", Some(entry)).faults(NETWORK)[..] else {
        panic!("one fault")
    };
    assert!(fault.starts_with("FILE is damaged\n  the CRC-32 of its data is "), "{fault}");
    for (test, entry) in [
        ("entry_text", "N 0.1.0"),
        ("entry_keys", r#"{"format":1,"holds":"parameters"}"#),
        ("entry_digits", r#"{"format":1,"holds":"parameters","crc32":"0"}"#),
        ("entry_format", r#"{"holds":"parameters","crc32":"00000000"}"#),
        ("entry_holds", r#"{"format":1,"holds":"histories","crc32":"00000000"}"#),
    ] {
        let [fault] = &File::with_entry(test, Some(entry)).faults(NETWORK)[..] else {
            panic!("one fault")
        };
        assert!(fault.starts_with("FILE is damaged: its metadata cannot be read\n"), "{fault}");
    }
}

#[test]
fn every_flipped_bit_of_the_data_is_a_fault() {
    let bytes = fs::read(&File::of("whole", FITTING).0).unwrap();
    for byte in data_start(&bytes)..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[byte] ^= 1 << (byte % 8);
        let faults = File::with("flipped", &flipped).faults(NETWORK);
        assert!(faults[0].starts_with("FILE is damaged\n"), "{faults:?}");
    }
}

#[test]
fn an_element_that_is_not_finite() {
    let mut bytes = serialized(FITTING, None);
    let (start, end) = (data_start(&bytes), bytes.len());
    bytes[end - 4..].copy_from_slice(&f32::NEG_INFINITY.to_le_bytes());
    let checksum = crc32fast::hash(&bytes[start..]);
    let entry = format!(r#"{{"format":1,"holds":"parameters","crc32":"{checksum:08x}"}}"#);
    let mut file = serialized(FITTING, Some(&entry));
    let end = file.len();
    file[end - 4..].copy_from_slice(&f32::NEG_INFINITY.to_le_bytes());
    assert_eq!(
        File::with("finite", &file).faults(NETWORK),
        ["y.weight[2][1] is -inf in FILE; it must be finite\n  \
          help: train again, with a lower learning rate, and save the network"]
    );
}
