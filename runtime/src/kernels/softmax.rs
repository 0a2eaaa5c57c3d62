//! Softmax over each row, from logits to probabilities, and its gradient.
#![allow(unsafe_code)]

#[cfg(test)]
mod tests;

use super::elementary::exp_or_zero;
use super::rows::{Rows, RowsMut};
use super::vector::{Kernel, Vector};
use crate::compute::Compute;

/// Replaces each row `z` by `e^(z - max z) / sum e^(z - max z)`.
///
/// A row with NaN or with positive infinity becomes NaN. Logits more than 87 below
/// the largest become zero.
pub fn softmax(compute: &Compute, rows: RowsMut<'_>) {
    let mut rows = rows;
    let (count, width, stride) = (rows.count(), rows.width(), rows.stride());
    if width > 0 {
        let data = rows.data().as_mut_ptr();
        // SAFETY: the block is borrowed from `rows` during the call.
        unsafe { compute.run(&Softmax { data, count, width, stride }) }
    }
}

/// Replaces each row of gradients `g` by `s (g - sum(g s))`, with the output `s` of softmax.
///
/// # Panics
/// If the two do not have the same shape.
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
        let rest = self.width % V::LANES;
        let whole = self.width - rest;
        // SAFETY: the rows lie inside the caller's block.
        unsafe {
            let start = |row: usize| self.data.add(row * self.stride);
            // Past the end of a row, lanes are filled with values whose exponential is zero.
            let nothing = V::splat(f32::NEG_INFINITY);
            let mut next = nothing;
            let mut row = 0;
            while row < self.count {
                // The ends are read one row ahead: after a partial vector was written, reads of
                // the elements beside it are slow for a while.
                let end =
                    if row == 0 { nothing.load_over(start(0).add(whole), rest) } else { next };
                if row + 1 < self.count {
                    next = nothing.load_over(start(row + 1).add(whole), rest);
                }
                normalize(start(row), whole, rest, end);
                row += 1;
            }
        }
    }
}

/// Turns one row of logits into probabilities: `whole` elements that fill vectors, and `rest` more,
/// which have been read.
///
/// # Safety
/// The machine supports the instruction set of `V`; all of the elements can be read and written.
#[cfg_attr(not(unoptimized), inline(always))]
unsafe fn normalize<V: Vector>(row: *mut f32, whole: usize, rest: usize, end: V) {
    // SAFETY: all accesses are to the elements of the row.
    unsafe {
        let mut largest = end.maximum(V::splat(f32::NEG_INFINITY));
        let mut i = 0;
        while i < whole {
            largest = V::load(row.add(i)).maximum(largest);
            i += V::LANES;
        }

        // NaN was ignored by the maximum and enters here, through the sum, all of the row.
        let shift = V::splat(largest.largest());
        let end = exp_or_zero(end.subtract(shift));
        let mut sum = end;
        let mut i = 0;
        while i < whole {
            let power = exp_or_zero(V::load(row.add(i)).subtract(shift));
            power.store(row.add(i));
            sum = sum.add(power);
            i += V::LANES;
        }

        let factor = V::splat(1.0 / sum.sum());
        let mut i = 0;
        while i < whole {
            V::load(row.add(i)).multiply(factor).store(row.add(i));
            i += V::LANES;
        }
        if rest > 0 {
            end.multiply(factor).store_partial(row.add(whole), rest);
        }
    }
}
