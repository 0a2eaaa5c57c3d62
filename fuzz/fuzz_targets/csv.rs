//! Any bytes as a table; the first two choose the reader's settings.
#![no_main]

use burdock::data::csv::{CsvError, Field, Reader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [settings, delimiter, text @ ..] = bytes else { return };
    let mut reader = Reader::new().header(settings & 1 == 0);
    if settings & 2 != 0 {
        reader = reader.delimiter(*delimiter);
    }
    if settings & 4 != 0 {
        reader = reader.target("a");
    }
    if settings & 8 != 0 {
        reader = reader.features(["b", "1"]);
    }
    table::<0, bool>(&reader, text);
    table::<1, u8>(&reader, text);
    table::<2, f32>(&reader, text);
    table::<2, [f32; 1]>(&reader, text);
});

fn table<const FEATURES: usize, Y: Field>(reader: &Reader, text: &[u8]) {
    match reader.parse::<FEATURES, Y>(text) {
        Ok(data) => {
            assert!(data.check().is_ok());
            assert!(data.x.as_flattened().iter().all(|value| value.is_finite()));
        }
        Err(error) => check(&error, text),
    }
}

fn check(error: &CsvError, text: &[u8]) {
    assert!(error.to_string().starts_with("CSV data: "));
    if let Some(line) = error.line.filter(|_| !text.starts_with(&[0x1f, 0x8b])) {
        let ends = text.iter().filter(|byte| matches!(byte, b'\r' | b'\n')).count() as u64;
        assert!((1..=ends + 1).contains(&line));
    }
}
