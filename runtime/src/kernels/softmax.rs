//! Softmax over each row: logits to probabilities, and its gradient.
#![allow(unsafe_code)]

#[cfg(test)]
mod tests;

use super::elementary::exp;
use super::rows::{Rows, RowsMut};
use super::vector::{Kernel, Vector};
use crate::compute::Compute;

/// Replaces each row `z` by `e^(z - max z) / sum e^(z - max z)`.
///
/// A row with NaN or with positive infinity becomes NaN. Logits that lie so far below the
/// largest that their exponential underflows become zero.
pub fn softmax(compute: &Compute, rows: RowsMut<'_>) {
    let mut rows = rows;
    let (count, width, stride) = (rows.count(), rows.width(), rows.stride());
    if width > 0 {
        let data = rows.data().as_mut_ptr();
        // SAFETY: the block is borrowed from `rows` for the time of the call.
        unsafe { compute.run(&Softmax { data, count, width, stride }) }
    }
}

/// Replaces each row of gradients `g` by `s (g - sum(g s))`, where `s` is softmax' output.
///
/// # Panics
/// If the two have not the same shape.
pub fn softmax_gradient(output: Rows<'_>, gradient: RowsMut<'_>) {
    assert!(
        output.count() == gradient.count() && output.width() == gradient.width(),
        "outputs and gradients must have the same shape"
    );
    let mut gradient = gradient;
    for index in 0..output.count() {
        let (output, gradient) = (output.row(index), gradient.row(index));
        let mut product = 0.0;
        for (s, g) in output.iter().zip(gradient.iter()) {
            product += s * g;
        }
        for (s, g) in output.iter().zip(gradient) {
            *g = s * (*g - product);
        }
    }
}

struct Softmax {
    data: *mut f32,
    count: usize,
    width: usize,
    stride: usize,
}

impl Kernel for Softmax {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        for row in 0..self.count {
            // SAFETY: the row lies inside the block that the caller lent.
            unsafe { normalize::<V>(self.data.add(row * self.stride), self.width) }
        }
    }
}

/// One row of logits to probabilities.
///
/// # Safety
/// The machine has the instructions of `V`; `width` numbers, at least one, can be read and
/// written.
#[inline(always)]
unsafe fn normalize<V: Vector>(row: *mut f32, width: usize) {
    let whole = width - width % V::LANES;
    let rest = width - whole;
    // SAFETY: all accesses are to the first `width` numbers.
    unsafe {
        let mut largest = V::splat(f32::NEG_INFINITY);
        let mut i = 0;
        while i < whole {
            largest = V::load(row.add(i)).maximum(largest);
            i += V::LANES;
        }
        let mut largest = largest.largest();
        while i < width {
            let logit = *row.add(i);
            largest = if logit > largest { logit } else { largest };
            i += 1;
        }

        // NaN was passed over above and comes back here, through the sum, into all of the row.
        let shift = V::splat(largest);
        let mut sum = V::splat(0.0);
        let mut i = 0;
        while i < whole {
            let power = exp(V::load(row.add(i)).subtract(shift));
            power.store(row.add(i));
            sum = sum.add(power);
            i += V::LANES;
        }
        if rest > 0 {
            let power = exp(V::load_partial(row.add(whole), rest).subtract(shift));
            power.store_partial(row.add(whole), rest);
            sum = sum.add(V::load_partial(row.add(whole), rest));
        }

        let factor = V::splat(1.0 / sum.sum());
        let mut i = 0;
        while i < whole {
            V::load(row.add(i)).multiply(factor).store(row.add(i));
            i += V::LANES;
        }
        if rest > 0 {
            let power = V::load_partial(row.add(whole), rest);
            power.multiply(factor).store_partial(row.add(whole), rest);
        }
    }
}
