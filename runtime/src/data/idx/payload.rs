//! Reads the elements of an IDX file, in blocks, straight into the samples.

use super::header::Header;
use super::{Element, IdxError, IdxFault};
use crate::data::gzip;
use crate::memory;
use crate::memory::Shaped;
use std::boxed::Box;
use std::io::{ErrorKind, Read};
use std::vec;
use std::vec::Vec;

/// Bytes read at a time: few enough to fit in the L2 cache.
const BLOCK: usize = 64 * 1024;

/// The samples of a file, with `prepare` applied to each value.
pub(super) fn samples<X: Shaped>(
    bytes: &[u8],
    prepare: impl Fn(f32) -> f32,
) -> Result<Vec<X>, IdxError> {
    let mut content = Content::new(bytes);
    let Header { element, samples } = Header::read(&mut content, X::SHAPE, None)?;
    let sample_size = X::LENGTH * element.size();
    content.expect(samples, sample_size)?;

    let out_of_memory = |offset| IdxError::new(offset, IdxFault::OutOfMemory { samples });
    let mut values: Vec<X> = Vec::new();
    values.try_reserve_exact(samples).map_err(|_| out_of_memory(content.offset()))?;
    let per_block = (BLOCK / sample_size.max(1)).max(1);
    let mut block = vec![0; per_block.min(samples) * sample_size];
    while values.len() < samples {
        let (start, first) = (content.offset(), values.len());
        let count = per_block.min(samples - first);
        let block = &mut block[..count * sample_size];
        content.fill_exactly(block, (samples - first) as u64 * sample_size as u64)?;
        memory::extend_zeroed(&mut values, count).map_err(|_| out_of_memory(start))?;
        let flat = memory::flat_mut(&mut values[first..]);
        element.convert(block, flat, &prepare);
        if matches!(element, Element::F32 | Element::F64) {
            check_finite(element, block, start)?;
        }
    }
    content.expect_end()?;
    Ok(values)
}

/// The labels of a file.
pub(super) fn labels(bytes: &[u8]) -> Result<Vec<u8>, IdxError> {
    let mut content = Content::new(bytes);
    let Header { samples, .. } = Header::read(&mut content, &[], Some(Element::U8))?;
    content.expect(samples, 1)?;
    let mut labels = Vec::new();
    if labels.try_reserve_exact(samples).is_err() {
        return Err(IdxError::new(content.offset(), IdxFault::OutOfMemory { samples }));
    }
    labels.resize(samples, 0);
    content.fill_exactly(&mut labels, samples as u64)?;
    content.expect_end()?;
    Ok(labels)
}

/// A reader of the decompressed content of a file, which counts the bytes.
pub(super) struct Content<'a> {
    reader: Box<dyn Read + 'a>,
    offset: u64,
    largest: u64,
}

impl<'a> Content<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let (reader, largest) = (gzip::content(bytes), gzip::largest_content(bytes));
        Self { reader, offset: 0, largest }
    }

    /// How many bytes have been read.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Reads until the slice is full or the content ends, and returns how many bytes were read.
    pub(super) fn fill(&mut self, bytes: &mut [u8]) -> Result<usize, IdxError> {
        let mut read = 0;
        while read < bytes.len() {
            match self.reader.read(&mut bytes[read..]) {
                Ok(0) => break,
                Ok(count) => {
                    read += count;
                    self.offset += count as u64;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(IdxError::new(self.offset, IdxFault::Gzip(error))),
            }
        }
        Ok(read)
    }

    /// Reads a full slice; according to the header, `remaining` bytes are left.
    fn fill_exactly(&mut self, bytes: &mut [u8], remaining: u64) -> Result<(), IdxError> {
        let expected = Some(self.offset + remaining);
        if self.fill(bytes)? < bytes.len() {
            let fault = IdxFault::Truncated { expected, found: self.offset };
            return Err(IdxError::new(self.offset, fault));
        }
        Ok(())
    }

    /// Rejects, before any allocation, a header that declares more than the file can contain.
    fn expect(&self, samples: usize, sample_size: usize) -> Result<(), IdxError> {
        let expected = (samples as u64)
            .checked_mul(sample_size as u64)
            .and_then(|payload| payload.checked_add(self.offset));
        if expected.is_some_and(|expected| expected <= self.largest) {
            return Ok(());
        }
        let fault = IdxFault::Truncated { expected, found: self.largest };
        Err(IdxError::new(self.largest, fault))
    }

    fn expect_end(&mut self) -> Result<(), IdxError> {
        let end = self.offset;
        match self.fill(&mut [0])? {
            0 => Ok(()),
            _ => Err(IdxError::new(end, IdxFault::TrailingBytes)),
        }
    }
}

/// Checks the elements before `prepare` is applied to them.
fn check_finite(element: Element, block: &[u8], start: u64) -> Result<(), IdxError> {
    let mut value = [0.0];
    for (place, raw) in block.chunks_exact(element.size()).enumerate() {
        element.convert(raw, &mut value, &|value| value);
        if !value[0].is_finite() {
            let offset = start + (place * element.size()) as u64;
            return Err(IdxError::new(offset, IdxFault::NotFinite { found: value[0] }));
        }
    }
    Ok(())
}
