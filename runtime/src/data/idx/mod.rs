//! Reads the IDX format of the MNIST files.
//!
//! Input: a file, compressed with gzip or not (its first bytes tell). Output: samples of a type
//! whose shape is that of the file, or labels. Values are converted to f32 block by block: the only
//! large allocation is that of the samples.
//!
//! Format: two zero bytes, the element type, the number of dimensions, each dimension as a
//! big-endian u32, then the elements, big-endian, in row-major order. Source:
//! LeCun, Cortes and Burges, "The MNIST database of handwritten digits".

mod element;
mod error;
mod header;
mod payload;

pub use element::Element;
pub use error::{IdxError, IdxFault};

use crate::memory::Shaped;
use std::fs;
use std::path::Path;
use std::vec::Vec;

/// Reads samples: the file's first dimension is their number, the others are the sample's shape.
///
/// All element types of the format are read. Integers of more than 24 bits and f64 are rounded
/// to the nearest f32.
///
/// # Errors
/// [`IdxError`], with the file, the offset and what is wrong.
///
/// # Example
/// ```
/// # let path = std::env::temp_dir().join(format!("burdock-idx-{}", std::process::id()));
/// # std::fs::write(&path, [0, 0, 0x08, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 51, 102, 255])?;
/// use burdock::data::idx;
///
/// let images: Vec<[[f32; 2]; 2]> = idx::read(&path)?;
/// assert_eq!(images, [[[0.0, 51.0], [102.0, 255.0]]]);
///
/// let error = idx::read::<[[f32; 3]; 3]>(&path).unwrap_err();
/// assert!(error.to_string().ends_with(
///     "at byte 8: expected samples of [3, 3], found samples of [2, 2]"
/// ));
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read<X: Shaped>(path: impl AsRef<Path>) -> Result<Vec<X>, IdxError> {
    read_with(path, |value| value)
}

/// Reads samples as [`read`] does, and applies `prepare` to each value: `|pixel| pixel / 255.0`.
///
/// # Errors
/// As for [`read`].
pub fn read_with<X: Shaped>(
    path: impl AsRef<Path>,
    prepare: impl Fn(f32) -> f32,
) -> Result<Vec<X>, IdxError> {
    let path = path.as_ref();
    load(path).and_then(|bytes| payload::samples(&bytes, prepare)).map_err(|e| e.in_file(path))
}

/// Reads labels: a file of one dimension whose elements are u8.
///
/// # Errors
/// As for [`read`].
pub fn read_labels(path: impl AsRef<Path>) -> Result<Vec<u8>, IdxError> {
    let path = path.as_ref();
    load(path).and_then(|bytes| payload::labels(&bytes)).map_err(|error| error.in_file(path))
}

/// Reads samples as [`read`] does, from the bytes of a file in memory.
///
/// # Errors
/// As for [`read`], without a file.
pub fn parse<X: Shaped>(bytes: &[u8]) -> Result<Vec<X>, IdxError> {
    payload::samples(bytes, |value| value)
}

/// Reads labels as [`read_labels`] does, from the bytes of a file in memory.
///
/// # Errors
/// As for [`read`], without a file.
pub fn parse_labels(bytes: &[u8]) -> Result<Vec<u8>, IdxError> {
    payload::labels(bytes)
}

fn load(path: &Path) -> Result<Vec<u8>, IdxError> {
    fs::read(path).map_err(|error| IdxError::new(0, IdxFault::Unreadable(error)))
}

#[cfg(test)]
mod tests;
