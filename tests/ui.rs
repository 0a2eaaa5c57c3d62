//! The compiler's messages for faults in `network!`, word by word, and near-misses without one.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the messages anew; they are then read as
//! prose before they are committed.

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/pass/*.rs");
    cases.compile_fail("tests/ui/syntax/*.rs");
    cases.compile_fail("tests/ui/arguments/*.rs");
    cases.compile_fail("tests/ui/shapes/*.rs");
    cases.compile_fail("tests/ui/graph/*.rs");
    cases.compile_fail("tests/ui/several/*.rs");
    cases.compile_fail("tests/ui/weights/*.rs");
    cases.compile_fail("tests/ui/training/*.rs");
}
