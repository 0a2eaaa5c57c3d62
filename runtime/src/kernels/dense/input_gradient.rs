//! The gradient with respect to the input: `delta weight^T`, times the activation's derivative.
//!
//! Either the weight is transposed, or delta and the result are, whichever has fewer
//! elements. Both sum in the same order.
use super::share::{COLUMNS, share};
use super::tile::{Product, Store, next_panel, panel, panel_width};
use super::transpose::transpose;
use super::turned_gradient::{TurnedGradient, turned_scratch};
use crate::compute::Compute;
use crate::kernels::activation::{Activation, differentiate, place};
use crate::kernels::rows::{Rows, RowsMut, is_matrix};
use crate::kernels::vector::{Kernel, Vector};
use core::ptr::null;

/// The number of rows in scratch memory when the gradient is added to the values in place.
const ASIDE: usize = 8;
/// The widest panel of any instruction set.
pub(super) const PANEL: usize = 48;
/// The maximum number of threads with a panel of their own.
const THREADS: usize = 16;

/// The number of elements of scratch that [`input_gradient`] needs: for each thread some rows of
/// the transposed weight, and a few rows of gradients. `usize::MAX` if no memory is large enough.
pub const fn input_gradient_scratch(inputs: usize, outputs: usize) -> usize {
    let panels = panels(inputs).saturating_mul(panel_scratch(outputs));
    panels.saturating_add(ASIDE.saturating_mul(inputs))
}

/// The number of panels in the scratch memory.
const fn panels(inputs: usize) -> usize {
    let panels = inputs.div_ceil(PANEL);
    if panels < THREADS { panels } else { THREADS }
}

/// The number of elements of scratch for a thread, with either method.
const fn panel_scratch(outputs: usize) -> usize {
    let outputs = outputs.div_ceil(COLUMNS).saturating_mul(COLUMNS);
    PANEL.saturating_mul(outputs).saturating_add(turned_scratch())
}

/// `gradient = (delta weight^T) * f'(below)`, where `below` is the output of the previous layer
/// and `activation` is its `f`; with `accumulate` it is added to the values of `gradient`.
///
/// `scratch` has at least [`input_gradient_scratch`] elements, whose values do not matter.
///
/// # Panics
/// If the sizes do not match.
#[expect(clippy::too_many_arguments, reason = "each is one part of the formula")]
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
    assert!(is_matrix(weight.len(), inputs, outputs), "the weight must be [inputs, outputs]");
    if batch == 0 || inputs == 0 {
        return; // without samples the widths may be more than any memory has
    }
    assert!(scratch.len() >= input_gradient_scratch(inputs, outputs), "scratch must be enough");

    let mut gradient = gradient;
    if batch * (inputs + outputs) < inputs * outputs && activation != Activation::Softmax {
        turned(compute, delta, weight, activation, below, accumulate, scratch, gradient);
    } else if !accumulate {
        products(compute, delta, weight, false, scratch, gradient.reborrow());
        differentiate(compute, activation, below, gradient);
    } else if activation == Activation::Linear {
        products(compute, delta, weight, true, scratch, gradient);
    } else {
        let (scratch, aside) = scratch.split_at_mut(scratch.len() - ASIDE * inputs);
        let mut from = 0;
        while from < batch {
            let rows = from..(from + ASIDE).min(batch);
            let mut aside = RowsMut::new(&mut aside[..rows.len() * inputs], inputs);
            products(compute, delta.range(rows.clone()), weight, false, scratch, aside.reborrow());
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

/// As [`input_gradient`], with delta and the result transposed.
#[expect(clippy::too_many_arguments, reason = "each is one part of the formula")]
fn turned(
    compute: &Compute,
    delta: Rows<'_>,
    weight: &[f32],
    activation: Activation,
    below: Rows<'_>,
    accumulate: bool,
    scratch: &mut [f32],
    gradient: RowsMut<'_>,
) {
    let mut gradient = gradient;
    let work = TurnedGradient {
        delta: place(&delta),
        weight: weight.as_ptr(),
        activation,
        below: place(&below),
        accumulate,
        scratch: scratch.as_mut_ptr(),
        target_stride: gradient.stride(),
        inputs: gradient.width(),
        outputs: delta.width(),
        batch: delta.count(),
        target: gradient.data().as_mut_ptr(),
    };
    let TurnedGradient { batch, inputs, outputs, .. } = work;
    let parts = compute.parts(batch * inputs * outputs).min(panels(inputs));
    // SAFETY: the sizes have been checked, and the slices are borrowed during the call.
    // The parts lie inside them, and no two overlap in the gradient or the scratch.
    unsafe {
        if parts == 1 {
            return compute.run(&work);
        }
        let work = &work;
        share(compute, parts, batch, inputs, COLUMNS, &move |index, rows, columns| {
            compute.run(&work.part(rows, columns, index * panel_scratch(outputs)));
        });
    }
}

/// `gradient = delta weight^T`, or added to it. The sizes have been checked.
fn products(
    compute: &Compute,
    delta: Rows<'_>,
    weight: &[f32],
    accumulate: bool,
    scratch: &mut [f32],
    gradient: RowsMut<'_>,
) {
    let (inputs, target_stride) = (gradient.width(), gradient.stride());
    let mut gradient = gradient;
    let product = Product {
        left: delta.data().as_ptr(),
        left_stride: delta.stride(),
        right: weight.as_ptr(),
        right_stride: delta.width(),
        depth: delta.width(),
        start: null(),
        start_stride: 0,
        target: gradient.data().as_mut_ptr(),
        target_stride,
        store: if accumulate {
            Store::Add { scale: 1.0, floor: f32::NEG_INFINITY }
        } else {
            Store::Overwrite { floor: f32::NEG_INFINITY }
        },
    };
    let (rows, scratch) = (delta.count(), scratch.as_mut_ptr());
    let work = InputGradient { product, rows, inputs, scratch };
    let parts = compute.parts(rows * inputs * product.depth).min(panels(inputs));
    // SAFETY: the sizes have been checked, and the slices are borrowed during the call.
    // The parts lie inside them, and no two overlap in the gradient or the scratch.
    unsafe {
        if parts == 1 {
            return compute.run(&work);
        }
        let work = &work;
        share(compute, parts, rows, inputs, COLUMNS, &move |index, rows, columns| {
            let weight = work.product.right.add(columns.start * work.product.depth);
            let product = work.product.at::<false>(rows.start, columns.start);
            compute.run(&InputGradient {
                product: Product { right: weight, ..product },
                rows: rows.len(),
                inputs: columns.len(),
                scratch: work.scratch.add(index * panel_scratch(product.depth)),
            });
        });
    }
}

/// The product's B is the weight, and yet to be transposed.
struct InputGradient {
    product: Product,
    rows: usize,
    inputs: usize,
    scratch: *mut f32,
}

// SAFETY: it only holds addresses and sizes; whoever uses it in several threads ensures
// that they write different parts.
unsafe impl Sync for InputGradient {}

impl Kernel for InputGradient {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let Self { ref product, rows, inputs, scratch } = *self;
        let (outputs, width) = (product.depth, panel_width::<V>());
        let mut input = 0;
        while input < inputs {
            let columns = next_panel::<V>(inputs - input);
            // SAFETY: the panel lies inside the gradient and the rows of the weight; the scratch
            // holds the widest panel, filled up to whole vectors.
            unsafe {
                let mut product = product.at::<false>(0, input);
                if outputs == 1 {
                    product.right = self.product.right.add(input);
                } else {
                    let weight = self.product.right.add(input * outputs);
                    transpose::<V>(weight, outputs, columns, outputs, scratch, width);
                    (product.right, product.right_stride) = (scratch, width);
                }
                panel::<V, false>(&product, rows, columns);
            }
            input += columns;
        }
    }
}
