//! Rejects infinite values and NaN when writing and reading files.

use super::{LoadError, SaveError};
use std::borrow::ToOwned;
use std::string::String;
use std::vec::Vec;

/// An element that is infinite or NaN.
pub(super) struct NotFinite {
    name: String,
    shape: Vec<usize>,
    element: usize,
    value: f64,
}

/// Rejects a tensor with such an element.
pub(super) fn check(elements: &[f32], name: &str, shape: &[usize]) -> Result<(), NotFinite> {
    first(elements.iter().copied().map(f64::from), name, shape)
}

/// Rejects a tensor of a file with such an element: the bytes of `f32`.
pub(super) fn check_bytes(bytes: &[u8], name: &str, shape: &[usize]) -> Result<(), NotFinite> {
    let (words, _) = bytes.as_chunks();
    first(words.iter().map(|word| f64::from(f32::from_le_bytes(*word))), name, shape)
}

/// Rejects a scalar that is not finite.
pub(super) fn check_number(value: f64, name: &str) -> Result<(), NotFinite> {
    first([value].into_iter(), name, &[])
}

fn first(values: impl Iterator<Item = f64>, name: &str, shape: &[usize]) -> Result<(), NotFinite> {
    match values.enumerate().find(|(_, value)| !value.is_finite()) {
        None => Ok(()),
        Some((element, value)) => {
            Err(NotFinite { name: name.to_owned(), shape: shape.to_vec(), element, value })
        }
    }
}

impl From<NotFinite> for SaveError {
    fn from(NotFinite { name, shape, element, value }: NotFinite) -> Self {
        Self::NotFinite { name, shape, element, value }
    }
}

impl From<NotFinite> for LoadError {
    fn from(NotFinite { name, shape, element, value }: NotFinite) -> Self {
        Self::NotFinite { name, shape, element, value }
    }
}
