//! Where an element stands in a tensor.

use core::fmt;

/// The place of an element, as in `[1][2]`; nothing for a single number.
pub(crate) struct Place<'a> {
    pub(crate) shape: &'a [usize],
    /// Which element, from 0, row by row.
    pub(crate) element: usize,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut rest, mut elements) = (self.element, self.shape.iter().product::<usize>());
        for axis in self.shape {
            elements /= axis;
            write!(f, "[{}]", rest / elements)?;
            rest %= elements;
        }
        Ok(())
    }
}
