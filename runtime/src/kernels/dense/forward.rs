//! The forward product: `output = activation(input weight + bias)`.
use super::halves::LONG;
use super::row_stream::LARGE;
use super::share::{Part, Way};
use super::tile::{Product, Store};
use crate::compute::Compute;
use crate::kernels::activation::{Activation, activate};
use crate::kernels::rows::{Rows, RowsMut, is_matrix};
use core::ops::Range;
use core::ptr::null;

/// How many rows are computed before what follows is done to them; at the end one more, rather than
/// one alone, which would be computed in another way and have other bits.
const BLOCK: usize = 64;

/// `output = activation(input weight + bias)`, row by row.
///
/// `weight` is row-major `[inputs, outputs]`; `bias` has one element per output, or is empty.
///
/// # Panics
/// If the sizes do not match.
#[inline] // for the checks, which then vanish; the kernels are compiled here
pub fn forward(
    compute: &Compute,
    input: Rows<'_>,
    weight: &[f32],
    bias: &[f32],
    activation: Activation,
    output: RowsMut<'_>,
) {
    let floor = match activation {
        Activation::Linear => f32::NEG_INFINITY,
        Activation::Relu => 0.0,
        _ => {
            let mut finish = |_, block: RowsMut<'_>| activate(compute, activation, block);
            return forward_then(compute, input, weight, bias, output, &mut finish);
        }
    };
    let mut output = output;
    let product = plan(&input, weight, bias, floor, &mut output);
    // SAFETY: the sizes have been checked, and the slices are borrowed during the call.
    unsafe { product.compute(compute) }
}

/// `output = input weight + bias`, with `finish` called for each block of rows as soon as they
/// are complete, in order, on the calling thread.
///
/// `finish` gets the block's place in the batch, and the block.
///
/// # Panics
/// If the sizes do not match.
#[inline] // for the checks, which then vanish; the kernels are compiled here
pub fn forward_then(
    compute: &Compute,
    input: Rows<'_>,
    weight: &[f32],
    bias: &[f32],
    output: RowsMut<'_>,
    finish: &mut dyn FnMut(Range<usize>, RowsMut<'_>),
) {
    let mut output = output;
    if (1..=BLOCK + 1).contains(&output.count()) {
        let product = plan(&input, weight, bias, f32::NEG_INFINITY, &mut output);
        // SAFETY: as above.
        unsafe { product.compute(compute) }
        return finish(0..output.count(), output);
    }
    let mut from = 0;
    while from < output.count() {
        let left = output.count() - from;
        let rows = from..from + if left <= BLOCK + 1 { left } else { BLOCK };
        let mut block = output.range(rows.clone());
        let input = input.range(rows.clone());
        let product = plan(&input, weight, bias, f32::NEG_INFINITY, &mut block);
        // SAFETY: as above.
        unsafe { product.compute(compute) }
        from = rows.end;
        finish(rows, block);
    }
}

/// Checks that the sizes match, and chooses how the product is computed.
#[inline]
fn plan(
    input: &Rows<'_>,
    weight: &[f32],
    bias: &[f32],
    floor: f32,
    output: &mut RowsMut<'_>,
) -> Part<false> {
    let (inputs, outputs) = (input.width(), output.width());
    assert!(input.count() == output.count(), "inputs and outputs must have as many rows");
    assert!(is_matrix(weight.len(), inputs, outputs), "the weight must be [inputs, outputs]");
    assert!(bias.is_empty() || bias.len() == outputs, "the bias must have one number per output");
    let product = Product {
        left: input.data().as_ptr(),
        left_stride: input.stride(),
        right: weight.as_ptr(),
        right_stride: outputs,
        depth: inputs,
        start: if bias.is_empty() { null() } else { bias.as_ptr() },
        start_stride: 0,
        target_stride: output.stride(),
        target: output.data().as_mut_ptr(),
        store: Store::Overwrite { floor },
    };
    let way = match (input.count(), outputs) {
        (_, 1) => Way::MatrixVector { floor },
        (1, _) if inputs.min(outputs) >= LARGE => Way::RowStream { floor },
        (1, _) => Way::VectorMatrix { step: 1 },
        _ if inputs >= LONG => Way::Halves { floor },
        _ => Way::Tiles,
    };
    Part { product, rows: input.count(), columns: outputs, way }
}
