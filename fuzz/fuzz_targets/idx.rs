//! Any bytes as an IDX file, as they are and inside gzip.
#![no_main]

use burdock::data::Shaped;
use burdock::data::idx::{self, IdxError};
use burdock::memory::flat;
use flate2::{Compression, read::GzEncoder};
use libfuzzer_sys::fuzz_target;
use std::io::Read;

fuzz_target!(|bytes: &[u8]| {
    let mut compressed = Vec::new();
    GzEncoder::new(bytes, Compression::fast()).read_to_end(&mut compressed).unwrap();
    for file in [bytes, &compressed] {
        samples::<f32>(file, bytes);
        samples::<[f32; 0]>(file, bytes);
        samples::<[[f32; 3]; 2]>(file, bytes);
        match idx::parse_labels(file) {
            Ok(labels) => assert!(is_gzip(bytes) || bytes.len() == 8 + labels.len()),
            Err(error) => check(&error),
        }
    }
});

fn samples<X: Shaped>(file: &[u8], content: &[u8]) {
    match idx::parse::<X>(file) {
        Ok(samples) => {
            // What is already compressed when it comes here has a content of unknown length.
            assert!(is_gzip(content) || samples.len() * X::LENGTH <= content.len());
            assert!(flat(&samples).iter().all(|value| value.is_finite()));
        }
        Err(error) => check(&error),
    }
}

fn check(error: &IdxError) {
    assert!(error.to_string().starts_with("IDX data: "));
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}
