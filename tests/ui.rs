//! The compiler's messages for errors in `network!`, word by word, and valid uses without one.
//!
//! `TRYBUILD=overwrite cargo test --test ui` rewrites the messages; they are then read as
//! prose before they are committed.

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/pass/*.rs");
    cases.compile_fail("tests/ui/syntax/*.rs");
    cases.compile_fail("tests/ui/arguments/*.rs");
    cases.compile_fail("tests/ui/shapes/*.rs");
    cases.compile_fail("tests/ui/graph/*.rs");
    cases.compile_fail("tests/ui/merges/*.rs");
    cases.compile_fail("tests/ui/slices/*.rs");
    cases.compile_fail("tests/ui/definitions/*.rs");
    cases.compile_fail("tests/ui/blocks/*.rs");
    cases.compile_fail("tests/ui/components/*.rs");
    cases.compile_fail("tests/ui/generics/*.rs");
    cases.compile_fail("tests/ui/heads/*.rs");
    cases.compile_fail("tests/ui/several/*.rs");
    // These contain paths relative to where trybuild builds them, which is as expected only then.
    if std::env::var_os("CARGO_TARGET_DIR").is_none() {
        cases.pass("tests/ui/weights_fit.rs");
        cases.compile_fail("tests/ui/weights/*.rs");
    } else {
        eprintln!("skipped: tests/ui/weights, as CARGO_TARGET_DIR is set");
    }
    cases.compile_fail("tests/ui/training/*.rs");
}
