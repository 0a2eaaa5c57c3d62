//! The weight gradient, `input^T delta`, written out, added up, or taken off the weight at once.
use super::tile::{Product, Store, multiply};
use super::vector_matrix::vector_matrix;
use crate::compute::Compute;
use crate::kernels::rows::Rows;
use crate::kernels::vector::{Kernel, Vector};
use core::ptr::null;

/// `weight_gradient = input^T delta` and `bias_gradient` = the sums of delta's columns; with
/// `accumulate` they are added to what is there.
///
/// An empty `bias_gradient` is for a layer without a bias.
///
/// # Panics
/// If the sizes do not fit together.
#[inline]
pub fn weight_gradient(
    compute: &Compute,
    input: Rows<'_>,
    delta: Rows<'_>,
    accumulate: bool,
    weight_gradient: &mut [f32],
    bias_gradient: &mut [f32],
) {
    let store = if accumulate {
        Store::Add { scale: 1.0 }
    } else {
        Store::Overwrite { floor: f32::NEG_INFINITY }
    };
    check(&input, &delta, weight_gradient, bias_gradient);
    product(compute, input, delta, store, weight_gradient, bias_gradient);
}

/// Plain gradient descent: `weight -= rate input^T delta`, `bias -= rate` times the sums of
/// delta's columns.
///
/// # Panics
/// If the sizes do not fit together.
#[inline]
pub fn weight_update(
    compute: &Compute,
    input: Rows<'_>,
    delta: Rows<'_>,
    rate: f32,
    weight: &mut [f32],
    bias: &mut [f32],
) {
    check(&input, &delta, weight, bias);
    product(compute, input, delta, Store::Add { scale: -rate }, weight, bias);
}

#[inline]
fn check(input: &Rows<'_>, delta: &Rows<'_>, weight: &[f32], bias: &[f32]) {
    let (inputs, outputs) = (input.width(), delta.width());
    assert!(input.count() == delta.count(), "inputs and deltas must have as many rows");
    assert!(weight.len() == inputs * outputs, "the weight must be [inputs, outputs]");
    assert!(bias.is_empty() || bias.len() == outputs, "the bias must have one number per output");
}

/// The sizes have been checked.
fn product(
    compute: &Compute,
    input: Rows<'_>,
    delta: Rows<'_>,
    store: Store,
    weight: &mut [f32],
    bias: &mut [f32],
) {
    let work = WeightGradient {
        product: Product {
            left: input.data().as_ptr(),
            left_stride: input.stride(),
            right: delta.data().as_ptr(),
            right_stride: delta.stride(),
            depth: input.count(),
            start: null(),
            start_stride: 0,
            target: weight.as_mut_ptr(),
            target_stride: delta.width(),
            store,
        },
        inputs: input.width(),
        outputs: delta.width(),
        bias: if bias.is_empty() { None } else { Some(bias.as_mut_ptr()) },
    };
    // SAFETY: the sizes fit (`check`), and the slices are borrowed for the time of the call.
    unsafe { compute.run(&work) }
}

struct WeightGradient {
    product: Product,
    inputs: usize,
    outputs: usize,
    bias: Option<*mut f32>,
}

impl Kernel for WeightGradient {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let Self { ref product, inputs, outputs, bias } = *self;
        let one = 1.0f32;
        // SAFETY: the caller's promise covers all inputs, outputs and rows of the batch.
        unsafe {
            if let Some(target) = bias {
                let product = Product { left: &raw const one, target, ..*product };
                V::call(&Sums { product, step: 0, count: outputs });
            }
            if outputs == 1 {
                let product = Product {
                    left: product.right,
                    right: product.left,
                    right_stride: product.left_stride,
                    ..*product
                };
                V::call(&Sums { product, step: self.product.right_stride, count: inputs });
            } else {
                multiply::<V, true>(product, inputs, outputs);
            }
        }
    }
}

/// A sum of rows, each times a number, where these are `step` apart.
struct Sums {
    product: Product,
    step: usize,
    count: usize,
}

impl Kernel for Sums {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        // SAFETY: the caller's promise covers all columns.
        unsafe { vector_matrix::<V>(&self.product, self.step, self.count) }
    }
}
