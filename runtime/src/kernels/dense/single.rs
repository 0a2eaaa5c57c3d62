//! One sample through a small layer, whose sizes are known at compile time: only the sums remain.
use super::tile::{Product, Store};
use super::vector_matrix::{matrix_vector, vector_matrix};
use crate::compute::Compute;
use crate::kernels::activation::{Activation, activate};
use crate::kernels::rows::{RowsMut, is_matrix};
use crate::kernels::vector::{Kernel, Vector};
use crate::sizes::Size;
use core::marker::PhantomData;
use core::ptr::null;

/// The maximum number of inputs and outputs of a layer with specialized code: every shape adds to
/// the build time, and larger ones gain little.
const SMALL: usize = 32;

/// Whether a layer of this size has specialized code.
pub const fn is_small(inputs: usize, outputs: usize) -> bool {
    inputs <= SMALL && outputs <= SMALL
}

/// `output = activation(input weight + bias)` for one sample.
///
/// # Panics
/// If the sizes do not match.
#[inline]
pub fn forward_single<I: Size, O: Size>(
    compute: &Compute,
    input: &[f32],
    weight: &[f32],
    bias: &[f32],
    activation: Activation,
    output: &mut [f32],
) {
    assert!(input.len() == I::SIZE && output.len() == O::SIZE, "one sample is one row");
    assert!(is_matrix(weight.len(), I::SIZE, O::SIZE), "the weight must be [inputs, outputs]");
    assert!(bias.is_empty() || bias.len() == O::SIZE, "the bias must have one number per output");
    let floor = if activation == Activation::Relu { 0.0 } else { f32::NEG_INFINITY };
    let single = Single::<I, O> {
        input: input.as_ptr(),
        weight: weight.as_ptr(),
        bias: if bias.is_empty() { null() } else { bias.as_ptr() },
        output: output.as_mut_ptr(),
        floor,
        sizes: PhantomData,
    };
    // SAFETY: the sizes have been checked, and the slices are borrowed during the call.
    unsafe { compute.run(&single) }
    if !matches!(activation, Activation::Linear | Activation::Relu) {
        activate(compute, activation, RowsMut::new(output, O::SIZE));
    }
}

/// The product, with addresses known only at run time.
struct Single<I, O> {
    input: *const f32,
    weight: *const f32,
    bias: *const f32,
    output: *mut f32,
    floor: f32,
    sizes: PhantomData<(I, O)>,
}

impl<I: Size, O: Size> Kernel for Single<I, O> {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let product = Product {
            left: self.input,
            left_stride: I::SIZE,
            right: self.weight,
            right_stride: O::SIZE,
            depth: I::SIZE,
            start: self.bias,
            start_stride: 0,
            target: self.output,
            target_stride: O::SIZE,
            store: Store::Overwrite { floor: self.floor },
        };
        // SAFETY: the caller's promise covers a row of inputs and of outputs.
        unsafe {
            if const { O::SIZE == 1 } {
                matrix_vector::<V>(&product, 1, self.floor);
            } else {
                vector_matrix::<V>(&product, 1, O::SIZE);
            }
        }
    }
}
