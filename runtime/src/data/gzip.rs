//! Reads files that may be compressed with gzip.

use flate2::bufread::MultiGzDecoder;
use std::borrow::Cow;
use std::boxed::Box;
use std::io::{self, Read};
use std::vec::Vec;

/// Deflate expands a byte to at most 1,032: the longest match, 258 bytes, takes two bits.
const LARGEST_EXPANSION: u64 = 1032;

/// Whether the bytes begin like a gzip file.
fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// A reader of the content of a file, decompressed if it is gzip.
pub(super) fn content(bytes: &[u8]) -> Box<dyn Read + '_> {
    if is_gzip(bytes) { Box::new(MultiGzDecoder::new(bytes)) } else { Box::new(bytes) }
}

/// The content of a file in memory, borrowed if the file is not compressed.
pub(super) fn whole_content(bytes: &[u8]) -> io::Result<Cow<'_, [u8]>> {
    if !is_gzip(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut content = Vec::new();
    MultiGzDecoder::new(bytes).read_to_end(&mut content)?;
    Ok(Cow::Owned(content))
}

/// The most bytes that the content can have.
pub(super) fn largest_content(bytes: &[u8]) -> u64 {
    let length = bytes.len() as u64;
    if is_gzip(bytes) { length.saturating_mul(LARGEST_EXPANSION) } else { length }
}
