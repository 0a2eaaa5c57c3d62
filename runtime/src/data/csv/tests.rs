//! Tables as people write them, and invalid tables.

use super::*;
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use std::io::Write;
use std::string::ToString;
use std::vec;

fn message<const FEATURES: usize, Y: Field>(reader: &Reader, text: &[u8]) -> String {
    match reader.parse::<FEATURES, Y>(text) {
        Ok(_) => panic!("{} was accepted", String::from_utf8_lossy(text)),
        Err(error) => error.to_string(),
    }
}

#[test]
fn columns_by_name_by_place_and_without_header() {
    let text = b"a; label ;b\r\n1;2;\" 3.5\"\r\n-4e1; 5 ;+6.\r\n";
    let reader = Reader::new().delimiter(b';');
    let data = reader.clone().target("label").parse::<2, u8>(text).expect("a table");
    assert_eq!((data.x, data.y), (vec![[1.0, 3.5], [-40.0, 6.0]], vec![2, 5]));
    let data = reader.features(["b", "a", "b"]).target("label").parse::<3, u8>(text);
    assert_eq!(data.expect("a table").x, [[3.5, 1.0, 3.5], [6.0, -40.0, 6.0]]);
    let data = Reader::new().parse::<0, bool>(b"a\n1\ntrue\n0\nfalse").expect("a table");
    assert_eq!(data.y, [true, true, false, false]);
    let data = Reader::new().header(false).parse::<1, [f32; 1]>(b"1,2\n3,4").expect("a table");
    assert_eq!((data.x, data.y), (vec![[1.0], [3.0]], vec![[2.0], [4.0]]));
}

#[test]
fn a_compressed_table_is_read_and_a_cut_one_refused() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(b"a,b\n1,2\n").expect("memory");
    let bytes = encoder.finish().expect("memory");
    assert_eq!(Reader::new().parse::<1, u16>(&bytes).expect("a table").y, [2]);
    let text = message::<1, u16>(&Reader::new(), &bytes[..bytes.len() - 3]);
    assert!(text.contains("cannot be read"), "{text}");
}

#[test]
fn faults_name_line_and_column() {
    let reader = Reader::new();
    let cases: [(&[u8], &str); 9] = [
        (b"", "expected a table, found no line at all"),
        (b"a,b,c\n1,2\n", "line 2: expected 3 fields, as in the first line, found 2"),
        (b"a,b,c\n1,2,3,4\n", "line 2: expected 3 fields, as in the first line, found 4"),
        (b"a,b\n1,2\n", "line 1: expected 2 feature columns, found 1"),
        (b"a,b,c\n1,,3\n", "line 2, column `b`: expected a finite number, found an empty field"),
        (b"a,b,c\n1,2,NaN\n", "line 2, column `c`: expected a finite number, found `NaN`"),
        (
            b"a,b,c\n\n1,2,3\n1,1e39,3\n",
            "line 4, column `b`: expected a finite number, found `1e39`",
        ),
        (b"a,b,c\n1,-inf,3\n", "line 2, column `b`: expected a finite number, found `-inf`"),
        (b"a,b,c\n1,\xff,3\n", "line 2: expected UTF-8 text, found other bytes"),
    ];
    for (text, expected) in cases {
        let expected = format!("CSV data: {expected}");
        assert_eq!(message::<2, f32>(&reader, text), expected);
    }
    assert_eq!(
        message::<2, f32>(&reader.clone().target("d"), b"a,b,c\n"),
        "CSV data: line 1: there is no column `d`; the columns are `a`, `b`, `c`"
    );
    assert_eq!(
        message::<0, u8>(&Reader::new().header(false), b"1\n256\n"),
        "CSV data: line 2, column `1`: expected a whole number from 0 to 255, found `256`"
    );
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let cases: [(&[u8], &str); 4] = [
        (b"a,b\r\n1,2\r\n1,x\r\n", "line 3, column `b`"),
        (b"a,b\n\n\n1,x\n", "line 4, column `b`"),
        (b"\r\na,b\r\n\r\n1,2,3\r\n", "line 4: expected 2 fields"),
        (b"a,b\n\"1\n\",2\n1,x\n", "line 4, column `b`"),
    ];
    for (text, expected) in cases {
        let found = message::<1, f32>(&Reader::new(), text);
        assert!(found.starts_with(&format!("CSV data: {expected}")), "{found}");
    }
}

#[test]
fn a_long_or_odd_field_is_quoted_briefly() {
    let text = format!("a,b\n1,{}\n", "x".repeat(100_000));
    let long = message::<1, f32>(&Reader::new(), text.as_bytes());
    assert!(long.ends_with(&format!("found `{}…`", "x".repeat(40))), "{long}");
    let odd = message::<1, f32>(&Reader::new(), b"a,b\n1,\"\x1b[31m\n2\"\n");
    assert!(odd.ends_with(r"found `\u{1b}[31m\n2`"), "{odd}");
}

#[test]
fn two_columns_of_one_name_are_not_told_apart() {
    let text = b"id, x ,y,x,y\n1,2,3,4,5\n";
    let reader = Reader::new();
    let expected = "CSV data: line 1: there are two columns `x`, in places 2 and 4; it must be one";
    let found = message::<2, f32>(&reader.clone().features(["id", "x"]).target("id"), text);
    assert_eq!(found, expected);
    let found = message::<2, f32>(&reader.clone().features(["id"]).target("y"), text);
    assert!(found.ends_with("two columns `y`, in places 3 and 5; it must be one"), "{found}");
    // Columns that are not requested by name may have any name.
    let data = reader.parse::<4, f32>(text).expect("a table");
    assert_eq!((data.x, data.y), (vec![[1.0, 2.0, 3.0, 4.0]], vec![5.0]));
    let data = reader.features(["id"]).target("id").parse::<1, f32>(text).expect("a table");
    assert_eq!((data.x, data.y), (vec![[1.0]], vec![1.0]));
}

#[test]
fn a_missing_file_is_named() {
    let error = Reader::new().read::<1, f32>("no/such/table.csv").expect_err("there is none");
    assert_eq!(error.to_string(), "no/such/table.csv: cannot be read");
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        rows in proptest::collection::vec((any::<[f32; 3]>(), any::<u8>()), 0..20),
    ) {
        let finite = |value: f32| if value.is_finite() { value } else { 0.0 };
        let rows: Vec<_> = rows.into_iter().map(|(x, y)| (x.map(finite), y)).collect();
        let mut text = String::from("a,b,c,label\n");
        for ([a, b, c], label) in &rows {
            text += &format!("{a},{b:e}, {c} ,{label}\n");
        }
        let data = Reader::new().parse::<3, u8>(text.as_bytes()).expect("a table");
        let (x, y): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        prop_assert_eq!((data.x, data.y), (x, y));
    }

    #[test]
    fn any_bytes_give_a_table_or_an_error(
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b','), Just(b'\n'), Just(b'1')], 0..200),
        header: bool,
    ) {
        if let Err(error) = Reader::new().header(header).parse::<2, u8>(&bytes) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
