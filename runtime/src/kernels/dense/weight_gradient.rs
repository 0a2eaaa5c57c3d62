//! The weight gradient, `input^T delta`: written, accumulated, or applied to the weight at once.
use super::share::{Part, Way};
use super::tile::{Product, Store};
use crate::compute::Compute;
use crate::kernels::rows::{Rows, is_matrix};
use core::ptr::null;

/// `weight_gradient = input^T delta` and `bias_gradient` = the sums of delta's columns; with
/// `accumulate` they are added to the values in the buffers.
///
/// `bias_gradient` is empty for a layer without a bias.
///
/// # Panics
/// If the sizes do not match.
pub fn weight_gradient(
    compute: &Compute,
    input: Rows<'_>,
    delta: Rows<'_>,
    accumulate: bool,
    weight_gradient: &mut [f32],
    bias_gradient: &mut [f32],
) {
    let store = if accumulate {
        Store::Add { scale: 1.0, floor: f32::NEG_INFINITY }
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
/// If the sizes do not match.
pub fn weight_update(
    compute: &Compute,
    input: Rows<'_>,
    delta: Rows<'_>,
    rate: f32,
    weight: &mut [f32],
    bias: &mut [f32],
) {
    check(&input, &delta, weight, bias);
    let store = Store::Add { scale: -rate, floor: f32::NEG_INFINITY };
    product(compute, input, delta, store, weight, bias);
}

#[inline]
fn check(input: &Rows<'_>, delta: &Rows<'_>, weight: &[f32], bias: &[f32]) {
    let (inputs, outputs) = (input.width(), delta.width());
    assert!(input.count() == delta.count(), "inputs and deltas must have as many rows");
    assert!(is_matrix(weight.len(), inputs, outputs), "the weight must be [inputs, outputs]");
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
    let (inputs, outputs) = (input.width(), delta.width());
    let of_weight = Product {
        left: input.data().as_ptr(),
        left_stride: input.stride(),
        right: delta.data().as_ptr(),
        right_stride: delta.stride(),
        depth: input.count(),
        start: null(),
        start_stride: 0,
        target: weight.as_mut_ptr(),
        target_stride: outputs,
        store,
    };
    let one = 1.0;
    let of_bias = Product { left: &raw const one, target: bias.as_mut_ptr(), ..of_weight };
    // SAFETY: the sizes fit (`check`), and the slices are borrowed during the call.
    unsafe {
        if !bias.is_empty() {
            let way = Way::VectorMatrix { step: 0 };
            compute.run(&Part::<false> { product: of_bias, rows: 1, columns: outputs, way });
        }
        if outputs == 1 {
            // The only column of the result is the sum of the inputs' rows, each times its delta.
            let product = Product {
                left: of_weight.right,
                right: of_weight.left,
                right_stride: of_weight.left_stride,
                ..of_weight
            };
            let way = Way::VectorMatrix { step: delta.stride() };
            Part::<false> { product, rows: 1, columns: inputs, way }.compute(compute);
        } else {
            let (product, way) = (of_weight, Way::Tiles);
            Part::<true> { product, rows: inputs, columns: outputs, way }.compute(compute);
        }
    }
}
