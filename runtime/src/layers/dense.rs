//! The fully connected layer.
#![allow(unsafe_code)]

use super::dense_methods::methods;
use crate::memory::Plain;
use crate::sizes::Count;
use nalgebra::{SMatrix, SVector};

/// A fully connected layer's parameters: `y = f(weight · x + bias)`.
///
/// `weight` has a row for each unit and a column for each input. nalgebra is column-major,
/// so the memory layout is that of Keras' `[inputs, units]` kernel. The bias is a vector with one
/// element per unit, or [`NoBias`] for a layer declared with `bias = false`.
#[repr(C)]
#[derive(Debug, PartialEq)]
pub struct Dense<const INPUTS: usize, const UNITS: usize, B = SVector<f32, UNITS>> {
    /// One row for each unit, one column for each input.
    pub weight: SMatrix<f32, UNITS, INPUTS>,
    /// One element for each unit.
    pub bias: B,
}

/// The bias type of a layer without a bias.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NoBias([f32; 0]);

// SAFETY: an array of no f32, with the alignment of f32.
unsafe impl Plain for NoBias {}

// SAFETY: `repr(C)`, of fields that are `Plain`.
unsafe impl<const INPUTS: usize, const UNITS: usize, B: Plain> Plain for Dense<INPUTS, UNITS, B> {}

impl<const INPUTS: usize, const UNITS: usize, B: Plain> Dense<INPUTS, UNITS, B> {
    methods!(Count<INPUTS>, Count<UNITS>);
}
