//! Data for the tests of several kernels: pseudo-random values, rows with gaps, and every
//! instruction set.
use super::rows::{Rows, RowsMut};
use crate::compute::{Compute, InstructionSet};
use std::vec;
use std::vec::Vec;

/// A compute for each instruction set that the machine has.
pub(crate) fn computes() -> impl Iterator<Item = Compute> {
    InstructionSet::available().filter_map(Compute::with_instruction_set)
}

/// Pseudo-random values between -1 and 1 (xorshift, Marsaglia 2003).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    pub(crate) fn take(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.next()).collect()
    }
}

/// Rows in memory with `gap` elements between them, part of them before and part after each row.
pub(crate) struct Spaced {
    memory: Vec<f32>,
    width: usize,
    gap: usize,
}

impl Spaced {
    /// The value in the gaps, which must not change.
    const BETWEEN: f32 = 1e30;

    pub(crate) fn new(values: &[f32], width: usize, gap: usize) -> Self {
        let mut spaced =
            Self { memory: vec![Self::BETWEEN; values.len() / width * (width + gap)], width, gap };
        spaced.rows_mut().copy_from(Rows::new(values, width));
        spaced
    }

    pub(crate) fn rows(&self) -> Rows<'_> {
        Rows::strided(&self.memory, self.width + self.gap, self.gap / 2, self.width)
    }

    pub(crate) fn rows_mut(&mut self) -> RowsMut<'_> {
        RowsMut::strided(&mut self.memory, self.width + self.gap, self.gap / 2, self.width)
    }

    /// The rows without the gaps; checks that the gaps have not been written.
    pub(crate) fn values(&self) -> Vec<f32> {
        let (stride, before) = (self.width + self.gap, self.gap / 2);
        let mut values = vec![];
        for (index, &value) in self.memory.iter().enumerate() {
            if (before..before + self.width).contains(&(index % stride)) {
                values.push(value);
            } else {
                assert_eq!(value, Self::BETWEEN, "a gap was written, at {index}");
            }
        }
        values
    }
}

/// Checks gradients against the central differences of a function in `f64`, within 1e-5 of the
/// larger of them and 1.
pub(crate) fn assert_gradient(
    at: &[f32],
    function: impl Fn(&[f64]) -> f64,
    gradient: &[f32],
    what: &str,
) {
    const STEP: f64 = 1e-5;
    let mut x: Vec<f64> = at.iter().map(|&x| f64::from(x)).collect();
    assert_eq!(x.len(), gradient.len());
    for (i, &found) in gradient.iter().enumerate() {
        let middle = x[i];
        x[i] = middle + STEP;
        let above = function(&x);
        x[i] = middle - STEP;
        let slope = (above - function(&x)) / (2.0 * STEP);
        x[i] = middle;
        let error = (f64::from(found) - slope).abs();
        assert!(error <= 1e-5 * slope.abs().max(1.0), "{what}, {i}: {found} is not {slope}");
    }
}
