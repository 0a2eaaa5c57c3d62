//! One sample through a small layer, whose sizes the compiler knows: nothing but the sums is left.
use super::tile::{Product, Store};
use super::vector_matrix::{matrix_vector, vector_matrix};
use crate::compute::Compute;
use crate::kernels::activation::{Activation, activate};
use crate::kernels::rows::RowsMut;
use crate::kernels::vector::{Kernel, Vector};
use core::ptr::null;

/// Up to how many inputs and outputs a layer has code of its own: every shape adds to the time
/// that a build takes, and larger ones gain little.
const SMALL: usize = 32;

/// Whether a layer of this size has code of its own.
pub const fn is_small(inputs: usize, outputs: usize) -> bool {
    inputs <= SMALL && outputs <= SMALL
}

/// `output = activation(input weight + bias)` for one sample.
///
/// # Panics
/// If the sizes do not fit together.
#[inline]
pub fn forward_single<const INPUTS: usize, const OUTPUTS: usize>(
    compute: &Compute,
    input: &[f32],
    weight: &[f32],
    bias: &[f32],
    activation: Activation,
    output: &mut [f32],
) {
    assert!(input.len() == INPUTS && output.len() == OUTPUTS, "one sample is one row");
    assert!(weight.len() == INPUTS * OUTPUTS, "the weight must be [inputs, outputs]");
    assert!(bias.is_empty() || bias.len() == OUTPUTS, "the bias must have one number per output");
    let floor = if activation == Activation::Relu { 0.0 } else { f32::NEG_INFINITY };
    let single = Single::<INPUTS, OUTPUTS> {
        input: input.as_ptr(),
        weight: weight.as_ptr(),
        bias: if bias.is_empty() { null() } else { bias.as_ptr() },
        output: output.as_mut_ptr(),
        floor,
    };
    // SAFETY: the sizes have been checked, and the slices are borrowed for the time of the call.
    unsafe { compute.run(&single) }
    if !matches!(activation, Activation::Linear | Activation::Relu) {
        activate(compute, activation, RowsMut::new(output, OUTPUTS));
    }
}

/// The product with addresses that are not known before.
struct Single<const INPUTS: usize, const OUTPUTS: usize> {
    input: *const f32,
    weight: *const f32,
    bias: *const f32,
    output: *mut f32,
    floor: f32,
}

impl<const INPUTS: usize, const OUTPUTS: usize> Kernel for Single<INPUTS, OUTPUTS> {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let product = Product {
            left: self.input,
            left_stride: INPUTS,
            right: self.weight,
            right_stride: OUTPUTS,
            depth: INPUTS,
            start: self.bias,
            start_stride: 0,
            target: self.output,
            target_stride: OUTPUTS,
            store: Store::Overwrite { floor: self.floor },
        };
        // SAFETY: the caller's promise covers a row of inputs and of outputs.
        unsafe {
            if const { OUTPUTS == 1 } {
                matrix_vector::<V>(&product, 1, self.floor);
            } else {
                vector_matrix::<V>(&product, 1, OUTPUTS);
            }
        }
    }
}
