//! The fully connected layer.
#![allow(unsafe_code)]

use crate::compute::Compute;
use crate::kernels::activation::Activation;
use crate::kernels::dense::{self, forward_single, is_small};
use crate::kernels::rows::{Rows, RowsMut};
use crate::memory::{Plain, flat, flat_mut};
use core::ops::Range;
use core::slice::{from_mut, from_ref};
use nalgebra::{SMatrix, SVector};

/// A fully connected layer's parameters: `y = f(weight · x + bias)`.
///
/// `weight` has a row for each unit and a column for each input. nalgebra keeps columns
/// together, so its memory is that of Keras' `[inputs, units]` kernel. The bias is a vector of
/// the units, or [`NoBias`] for a layer declared with `bias = false`.
#[repr(C)]
#[derive(Debug, PartialEq)]
pub struct Dense<const INPUTS: usize, const UNITS: usize, B = SVector<f32, UNITS>> {
    /// One row for each unit, one column for each input.
    pub weight: SMatrix<f32, UNITS, INPUTS>,
    /// One number for each unit.
    pub bias: B,
}

/// In place of a bias, for a layer without one.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NoBias([f32; 0]);

// SAFETY: an array of no f32, with the alignment of f32.
unsafe impl Plain for NoBias {}

// SAFETY: `repr(C)`, of fields that are `Plain`.
unsafe impl<const INPUTS: usize, const UNITS: usize, B: Plain> Plain for Dense<INPUTS, UNITS, B> {}

impl<const INPUTS: usize, const UNITS: usize, B: Plain> Dense<INPUTS, UNITS, B> {
    /// Whether one sample has code of its own.
    const SMALL: bool = is_small(INPUTS, UNITS);

    /// `activation(input · weight + bias)`, for each row.
    #[inline]
    pub fn forward(
        &self,
        compute: &Compute,
        input: Rows<'_>,
        activation: Activation,
        output: RowsMut<'_>,
    ) {
        let (weight, bias) = (self.weight.as_slice(), self.bias());
        if Self::SMALL && input.count() == 1 {
            let mut output = output;
            let (input, output) = (input.row(0), output.row(0));
            return forward_single::<INPUTS, UNITS>(
                compute, input, weight, bias, activation, output,
            );
        }
        dense::forward(compute, input, weight, bias, activation, output);
    }

    /// `input · weight + bias`, with every block of rows handed on as soon as it is complete.
    #[inline]
    pub fn forward_then(
        &self,
        compute: &Compute,
        input: Rows<'_>,
        output: RowsMut<'_>,
        finish: &mut dyn FnMut(Range<usize>, RowsMut<'_>),
    ) {
        let (weight, bias) = (self.weight.as_slice(), self.bias());
        if Self::SMALL && input.count() == 1 {
            let mut output = output;
            let (input, row) = (input.row(0), output.row(0));
            let linear = Activation::Linear;
            forward_single::<INPUTS, UNITS>(compute, input, weight, bias, linear, row);
            return finish(0..1, output);
        }
        dense::forward_then(compute, input, weight, bias, output, finish);
    }

    /// `(delta · weightᵀ) * f'(below)`, where `below` is what the layer below gave through `f`.
    #[allow(clippy::too_many_arguments)]
    pub fn input_gradient(
        &self,
        compute: &Compute,
        delta: Rows<'_>,
        activation: Activation,
        below: Rows<'_>,
        accumulate: bool,
        scratch: &mut [f32],
        gradient: RowsMut<'_>,
    ) {
        let weight = self.weight.as_slice();
        dense::input_gradient(
            compute, delta, weight, activation, below, accumulate, scratch, gradient,
        );
    }

    /// Adds the gradient of weight and bias, `inputᵀ · delta` and the sums of delta's columns, to
    /// what is here: for the gradients of a layer of one's own.
    #[inline]
    pub fn add_gradient(&mut self, compute: &Compute, input: Rows<'_>, delta: Rows<'_>) {
        let (weight, bias) = self.parameters_mut();
        dense::weight_gradient(compute, input, delta, true, weight, bias);
    }

    /// Weight and bias as numbers, to be changed.
    pub fn parameters_mut(&mut self) -> (&mut [f32], &mut [f32]) {
        (self.weight.as_mut_slice(), flat_mut(from_mut(&mut self.bias)))
    }

    fn bias(&self) -> &[f32] {
        flat(from_ref(&self.bias))
    }
}

impl<const INPUTS: usize, const UNITS: usize, B: Plain> Dense<INPUTS, UNITS, B> {
    /// Takes over another layer's parameters, in place.
    pub fn clone_from(&mut self, source: &Self) {
        flat_mut(from_mut(self)).copy_from_slice(flat(from_ref(source)));
    }
}
