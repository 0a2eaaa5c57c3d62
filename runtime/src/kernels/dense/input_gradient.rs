//! The gradient for the layer below: `delta weight^T`, times the derivative of its activation.
use super::tile::{Product, Store, multiply};
use super::transpose::transpose;
use crate::compute::Compute;
use crate::kernels::activation::{Activation, differentiate};
use crate::kernels::rows::{Rows, RowsMut};
use crate::kernels::vector::{Kernel, Vector};
use core::ops::Range;
use core::ptr::null;

/// How many rows are computed aside when the gradient is added to what is there.
const ASIDE: usize = 8;

/// How many numbers of scratch [`input_gradient`] needs: the weight transposed, and a few rows.
pub const fn input_gradient_scratch(inputs: usize, outputs: usize) -> usize {
    inputs * (outputs + ASIDE)
}

/// `gradient = (delta weight^T) * f'(below)`, where `below` is the output of the layer below
/// and `activation` is its `f`; with `accumulate` it is added to what is there.
///
/// `scratch` has at least [`input_gradient_scratch`] numbers, whose values do not matter.
///
/// # Panics
/// If the sizes do not fit together.
#[expect(clippy::too_many_arguments, reason = "each is one part of the formula")]
#[inline]
pub fn input_gradient(
    compute: &Compute,
    delta: Rows<'_>,
    weight: &[f32],
    activation: Activation,
    below: Rows<'_>,
    accumulate: bool,
    scratch: &mut [f32],
    gradient: RowsMut<'_>,
) {
    let (inputs, outputs, batch) = (gradient.width(), delta.width(), delta.count());
    assert!(gradient.count() == batch && below.count() == batch, "all must have as many rows");
    assert!(below.width() == inputs, "the layer below must be as wide as its gradient");
    assert!(weight.len() == inputs * outputs, "the weight must be [inputs, outputs]");
    assert!(scratch.len() >= input_gradient_scratch(inputs, outputs), "scratch must be enough");

    let (transposed, aside) = scratch.split_at_mut(inputs * outputs);
    transpose(weight, inputs, transposed);
    let mut gradient = gradient;
    if !accumulate {
        products(compute, delta, 0..batch, transposed, false, gradient.reborrow());
        differentiate(compute, activation, below, gradient);
    } else if activation == Activation::Linear {
        products(compute, delta, 0..batch, transposed, true, gradient);
    } else {
        let mut from = 0;
        while from < batch {
            let rows = from..(from + ASIDE).min(batch);
            let mut aside = RowsMut::new(&mut aside[..rows.len() * inputs], inputs);
            products(compute, delta, rows.clone(), transposed, false, aside.reborrow());
            differentiate(compute, activation, below.range(rows.clone()), aside.reborrow());
            for row in rows.clone() {
                for (sum, term) in gradient.row(row).iter_mut().zip(&*aside.row(row - from)) {
                    *sum += term;
                }
            }
            from = rows.end;
        }
    }
}

/// `gradient = delta transposed` for some rows of delta, into all of `gradient`.
///
/// The sizes have been checked.
fn products(
    compute: &Compute,
    delta: Rows<'_>,
    rows: Range<usize>,
    transposed: &[f32],
    accumulate: bool,
    gradient: RowsMut<'_>,
) {
    let (inputs, target_stride) = (gradient.width(), gradient.stride());
    let mut gradient = gradient;
    let product = Product {
        left: delta.data().as_ptr().wrapping_add(rows.start * delta.stride()),
        left_stride: delta.stride(),
        right: transposed.as_ptr(),
        right_stride: inputs,
        depth: delta.width(),
        start: null(),
        start_stride: 0,
        target: gradient.data().as_mut_ptr(),
        target_stride,
        store: if accumulate {
            Store::Add { scale: 1.0 }
        } else {
            Store::Overwrite { floor: f32::NEG_INFINITY }
        },
    };
    let work = InputGradient { product, rows: rows.len(), inputs };
    // SAFETY: the sizes have been checked, and the slices are borrowed for the time of the call.
    unsafe { compute.run(work) }
}

struct InputGradient {
    product: Product,
    rows: usize,
    inputs: usize,
}

impl Kernel for InputGradient {
    type Output = ();

    #[inline(always)]
    unsafe fn run<V: Vector>(self) {
        // SAFETY: the caller's promise covers all rows and inputs.
        unsafe { multiply::<V, false>(self.product, self.rows, self.inputs) }
    }
}
