//! The arithmetic: one operation per file, each beside a naive reference.
pub mod rows;
