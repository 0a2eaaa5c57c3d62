//! The forward product: `output = activation(input weight + bias)`.
use super::tile::{Product, Store, multiply};
use super::vector_matrix::{VectorMatrix, dot, vector_matrix};
use crate::compute::Compute;
use crate::kernels::activation::{Activation, activate};
use crate::kernels::rows::{Rows, RowsMut};
use crate::kernels::vector::{Kernel, Vector};
use core::ops::Range;
use core::ptr::null;

/// How many rows are computed before what follows is done to them.
const BLOCK: usize = 64;

/// `output = activation(input weight + bias)`, row by row.
///
/// `weight` is row-major `[inputs, outputs]`, `bias` has one number per output, or none.
///
/// # Panics
/// If the sizes do not fit together.
#[inline]
pub fn forward(
    compute: &Compute,
    input: Rows<'_>,
    weight: &[f32],
    bias: &[f32],
    activation: Activation,
    output: RowsMut<'_>,
) {
    check(&input, weight, bias, &output);
    let mut output = output;
    let floor = if activation == Activation::Relu { 0.0 } else { f32::NEG_INFINITY };
    let mut from = 0;
    while from < output.count() {
        let rows = from..(from + BLOCK).min(output.count());
        let mut block = output.range(rows.clone());
        products(compute, input, rows.clone(), weight, bias, floor, &mut block);
        if activation != Activation::Relu {
            activate(compute, activation, block);
        }
        from = rows.end;
    }
}

/// `output = input weight + bias`, with `finish` called for each block of rows as soon as they
/// are complete, in order, on the calling thread.
///
/// `finish` gets the block's place in the batch, and the block.
///
/// # Panics
/// If the sizes do not fit together.
#[inline]
pub fn forward_then(
    compute: &Compute,
    input: Rows<'_>,
    weight: &[f32],
    bias: &[f32],
    output: RowsMut<'_>,
    finish: &mut dyn FnMut(Range<usize>, RowsMut<'_>),
) {
    check(&input, weight, bias, &output);
    let mut output = output;
    let mut from = 0;
    while from < output.count() {
        let rows = from..(from + BLOCK).min(output.count());
        let mut block = output.range(rows.clone());
        products(compute, input, rows.clone(), weight, bias, f32::NEG_INFINITY, &mut block);
        finish(rows.clone(), block);
        from = rows.end;
    }
}

#[inline]
fn check(input: &Rows<'_>, weight: &[f32], bias: &[f32], output: &RowsMut<'_>) {
    let (inputs, outputs) = (input.width(), output.width());
    assert!(input.count() == output.count(), "inputs and outputs must have as many rows");
    assert!(weight.len() == inputs * outputs, "the weight must be [inputs, outputs]");
    assert!(bias.is_empty() || bias.len() == outputs, "the bias must have one number per output");
}

/// The products for some rows of the input, without what follows them, into all of `output`.
///
/// The sizes have been checked.
fn products(
    compute: &Compute,
    input: Rows<'_>,
    rows: Range<usize>,
    weight: &[f32],
    bias: &[f32],
    floor: f32,
    output: &mut RowsMut<'_>,
) {
    let (inputs, outputs, target_stride) = (input.width(), output.width(), output.stride());
    let work = Forward {
        product: Product {
            left: input.data().as_ptr().wrapping_add(rows.start * input.stride()),
            left_stride: input.stride(),
            right: weight.as_ptr(),
            right_stride: outputs,
            depth: inputs,
            start: if bias.is_empty() { null() } else { bias.as_ptr() },
            start_stride: 0,
            target: output.data().as_mut_ptr(),
            target_stride,
            store: Store::Overwrite { floor },
        },
        rows: rows.len(),
        columns: outputs,
    };
    // SAFETY: the sizes fit (`check`), and the slices are borrowed for the time of the call.
    unsafe { compute.run(work) }
}

struct Forward {
    product: Product,
    rows: usize,
    columns: usize,
}

impl Kernel for Forward {
    type Output = ();

    #[inline(always)]
    unsafe fn run<V: Vector>(self) {
        let Self { product, rows, columns } = self;
        // SAFETY: the caller's promise covers all rows and columns.
        unsafe {
            if columns == 1 {
                let start = if product.start.is_null() { 0.0 } else { *product.start };
                for row in 0..rows {
                    let left = product.left.add(row * product.left_stride);
                    let sum = start + dot::<V>(left, product.right, product.depth);
                    let Store::Overwrite { floor } = product.store else { return };
                    let value = if floor > sum { floor } else { sum };
                    *product.target.add(row * product.target_stride) = value;
                }
            } else if rows == 1 {
                vector_matrix::<V>(VectorMatrix {
                    vector: product.left,
                    vector_stride: 1,
                    matrix: product.right,
                    matrix_stride: product.right_stride,
                    depth: product.depth,
                    columns,
                    start: product.start,
                    target: product.target,
                    store: product.store,
                });
            } else {
                multiply::<V, false>(product, rows, columns);
            }
        }
    }
}
