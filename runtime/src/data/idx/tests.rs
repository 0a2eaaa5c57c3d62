//! Files written here and read back, and files that are wrong in one byte.

use super::*;
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use std::io::Write;
use std::string::{String, ToString};
use std::vec;

/// An IDX file with these dimensions and this payload.
fn file(code: u8, dimensions: &[u32], payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0, 0, code, dimensions.len() as u8];
    bytes.extend(dimensions.iter().flat_map(|dimension| dimension.to_be_bytes()));
    bytes.extend(payload);
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn message<X: Shaped>(bytes: &[u8]) -> String {
    match parse::<X>(bytes) {
        Ok(values) => panic!("{} samples were accepted", values.len()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_element_type() {
    let read = |code, payload: &[u8]| parse::<f32>(&file(code, &[2], payload)).expect("IDX");
    let both = |first: &[u8], second: &[u8]| [first, second].concat();
    assert_eq!(read(0x08, &[0, 255]), [0.0, 255.0]);
    assert_eq!(read(0x09, &[127, 128]), [127.0, -128.0]);
    let payload = both(&300_i16.to_be_bytes(), &(-2_i16).to_be_bytes());
    assert_eq!(read(0x0b, &payload), [300.0, -2.0]);
    let payload = both(&16_777_217_i32.to_be_bytes(), &i32::MIN.to_be_bytes());
    assert_eq!(read(0x0c, &payload), [16_777_216.0, -2_147_483_648.0]);
    let payload = both(&0.1_f32.to_be_bytes(), &(-0.0_f32).to_be_bytes());
    assert_eq!(read(0x0d, &payload), [0.1, 0.0]);
    let payload = both(&0.1_f64.to_be_bytes(), &1e-300_f64.to_be_bytes());
    assert_eq!(read(0x0e, &payload), [0.1, 0.0]);
}

#[test]
fn values_are_prepared_and_nothing_is_lost_between_blocks() {
    let payload: Vec<u8> = (0..300_000_u64).map(|i| (i * i % 251) as u8).collect();
    for bytes in [file(8, &[1000, 300], &payload), gzip(&file(8, &[1000, 300], &payload))] {
        let samples = payload::samples::<[f32; 300]>(&bytes, |value| value / 255.0).expect("IDX");
        let expected: Vec<f32> = payload.iter().map(|&byte| f32::from(byte) / 255.0).collect();
        assert_eq!(samples.as_flattened(), expected);
    }
}

#[test]
fn faults_name_the_byte() {
    let good = file(8, &[2, 2, 1], &[1, 2, 3, 4]);
    type Image = [[f32; 1]; 2];
    assert_eq!(parse::<Image>(&good).expect("IDX"), [[[1.0], [2.0]], [[3.0], [4.0]]]);
    let changed = |place: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[place] = byte;
        message::<Image>(&bytes)
    };
    let cases = [
        (message::<Image>(b""), "at byte 0: the file ends inside its header of 4 bytes"),
        (message::<Image>(&good[..13]), "at byte 13: the file ends inside its header of 16 bytes"),
        (
            changed(0, 0x50),
            "at byte 0: expected an IDX file, which begins with the bytes 00 00, found 50 00",
        ),
        (
            changed(2, 0x0a),
            "at byte 2: expected an element type (08, 09, 0b, 0c, 0d or 0e), found 0a",
        ),
        (changed(3, 2), "at byte 3: expected 3 dimensions, found 2"),
        (changed(11, 3), "at byte 8: expected samples of [2, 1], found samples of [3, 1]"),
        (
            changed(7, 3),
            "at byte 20: the header promises a file of 22 bytes, but it has no more than 20",
        ),
        (
            changed(4, 0xff),
            "at byte 20: the header promises a file of 8556380180 bytes, but it has no more than 20",
        ),
        (
            changed(7, 1),
            "at byte 18: expected the end of the file after the last element, found more bytes",
        ),
    ];
    for (found, expected) in cases {
        assert_eq!(found, std::format!("IDX data: {expected}"));
    }
}

#[test]
fn floats_that_are_not_finite() {
    let payload = [1.0_f64, 1e39].map(f64::to_be_bytes);
    assert_eq!(
        message::<f32>(&file(0x0e, &[2], payload.as_flattened())),
        "IDX data: at byte 16: expected a finite number within the range of f32, found inf"
    );
    let payload = f32::NAN.to_be_bytes();
    assert!(message::<f32>(&file(0x0d, &[1], &payload)).ends_with("found NaN"));
}

#[test]
fn labels_are_bytes_in_one_dimension() {
    assert_eq!(parse_labels(&gzip(&file(8, &[3], &[9, 2, 1]))).expect("IDX"), [9, 2, 1]);
    let error = parse_labels(&file(0x0c, &[0], &[])).expect_err("not bytes");
    assert_eq!(error.to_string(), "IDX data: at byte 2: expected elements of type u8, found i32");
    let error = parse_labels(&file(8, &[3], &[9, 2])).expect_err("cut off");
    assert!(matches!(error.fault, IdxFault::Truncated { expected: Some(11), found: 10 }));
}

#[test]
fn promises_that_overflow_or_cannot_be_kept_take_no_memory() {
    let bytes = file(0x0e, &[u32::MAX, u32::MAX, u32::MAX], &[]);
    assert!(message::<[[f32; 2]; 2]>(&bytes).contains("expected samples of [2, 2]"));
    let small = gzip(&file(0x0e, &[u32::MAX], &[]));
    assert!(message::<f32>(&small).contains("the header promises a file of 34359738368 bytes"));
    // No elements, however many samples.
    assert_eq!(parse::<[f32; 0]>(&file(8, &[5, 0], &[])).expect("IDX"), [[0.0_f32; 0]; 5]);
}

#[test]
fn damaged_gzip() {
    let bytes = gzip(&file(8, &[3000], &[7; 3000]));
    let cut = message::<f32>(&bytes[..bytes.len() - 9]);
    assert!(cut.ends_with("decompressed bytes: the gzip data are cut off"), "{cut}");
    let mut wrong = bytes.clone();
    let checksum = wrong.len() - 8;
    wrong[checksum] ^= 1;
    let wrong = message::<f32>(&wrong);
    assert!(wrong.ends_with("the gzip data are damaged"), "{wrong}");
}

#[test]
fn a_missing_file_is_named() {
    let error = read::<f32>("no/such/file-idx1-ubyte").expect_err("there is none");
    assert_eq!(error.to_string(), "no/such/file-idx1-ubyte: cannot be read");
}

proptest! {
    #[test]
    fn what_is_written_is_read(samples in proptest::collection::vec(any::<[[u8; 3]; 2]>(), 0..50)) {
        let count = samples.len() as u32;
        let bytes = file(8, &[count, 2, 3], samples.as_flattened().as_flattened());
        let expected: Vec<_> = samples.iter().map(|sample| sample.map(|r| r.map(f32::from))).collect();
        prop_assert_eq!(&parse::<[[f32; 3]; 2]>(&bytes).expect("IDX"), &expected);
        prop_assert_eq!(&parse::<[[f32; 3]; 2]>(&gzip(&bytes)).expect("IDX"), &expected);
    }

    #[test]
    fn damage_gives_samples_or_an_error(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        length in any::<prop::sample::Index>(),
        compressed: bool,
    ) {
        let good = file(8, &[4, 2], &[1, 2, 3, 4, 5, 6, 7, 8]);
        let mut bytes = if compressed { gzip(&good) } else { good };
        for (place, byte) in flips {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(length.index(bytes.len() + 1));
        if let Err(error) = parse::<[f32; 2]>(&bytes) {
            prop_assert!(error.to_string().starts_with("IDX data: "));
        }
        let _ = parse_labels(&bytes);
    }
}
