//! The shape of a sample type, to compare with what a file says.

use crate::memory::Plain;
use std::vec;
use std::vec::Vec;

/// A sample that is a number or an array of arrays of numbers.
pub trait Shaped: Plain {
    /// The lengths of the arrays, from the outermost inwards: `[28, 28]` for `[[f32; 28]; 28]`,
    /// nothing for a single number.
    fn shape() -> Vec<usize>;
}

impl Shaped for f32 {
    fn shape() -> Vec<usize> {
        Vec::new()
    }
}

impl<T: Shaped, const N: usize> Shaped for [T; N] {
    fn shape() -> Vec<usize> {
        let mut shape = vec![N];
        shape.extend(T::shape());
        shape
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outermost_first() {
        assert_eq!(<[[[f32; 3]; 32]; 16]>::shape(), [16, 32, 3]);
        assert!(f32::shape().is_empty());
    }
}
