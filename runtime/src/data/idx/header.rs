//! The header of an IDX file: element type and dimensions.

use super::payload::Content;
use super::{Element, IdxError, IdxFault};
use std::vec::Vec;

/// The content of the header, checked against what was expected.
pub(super) struct Header {
    pub(super) element: Element,
    /// How many samples there are.
    pub(super) samples: usize,
}

impl Header {
    /// Reads the header of samples of this shape; `only` is the only element type allowed, if any.
    pub(super) fn read(
        content: &mut Content<'_>,
        shape: &[usize],
        only: Option<Element>,
    ) -> Result<Self, IdxError> {
        let mut start = [0; 4];
        fill(content, &mut start, 4)?;
        let [first, second, code, rank] = start;
        if [first, second] != [0, 0] {
            return Err(IdxError::new(0, IdxFault::NotIdx { found: [first, second] }));
        }
        let element = Element::from_code(code)
            .ok_or(IdxError::new(2, IdxFault::UnknownElement { found: code }))?;
        if let Some(expected) = only.filter(|&only| only != element) {
            return Err(IdxError::new(2, IdxFault::ElementDiffers { expected, found: element }));
        }
        let (expected, found) = (shape.len() + 1, usize::from(rank));
        if expected != found {
            return Err(IdxError::new(3, IdxFault::DimensionsDiffer { expected, found }));
        }

        let length = 4 + 4 * found as u64;
        let mut dimensions = Vec::new();
        for _ in 0..found {
            let mut dimension = [0; 4];
            fill(content, &mut dimension, length)?;
            dimensions.push(u32::from_be_bytes(dimension) as usize);
        }
        if dimensions[1..] != *shape {
            let (expected, found) = (shape.to_vec(), dimensions[1..].to_vec());
            return Err(IdxError::new(8, IdxFault::ShapeDiffers { expected, found }));
        }
        Ok(Self { element, samples: dimensions[0] })
    }
}

fn fill(content: &mut Content<'_>, bytes: &mut [u8], header: u64) -> Result<(), IdxError> {
    match content.fill(bytes)? {
        read if read < bytes.len() => {
            Err(IdxError::new(content.offset(), IdxFault::HeaderTruncated { expected: header }))
        }
        _ => Ok(()),
    }
}
