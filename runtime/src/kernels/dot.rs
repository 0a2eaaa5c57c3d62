//! The dot product of two rows of each sample, and its gradient.
#![allow(unsafe_code)]

#[cfg(test)]
mod tests;

use super::rows::{Rows, RowsMut};
use super::vector::{Kernel, Vector};
use crate::compute::Compute;

/// `output = sum_i left_i right_i`: one element for each sample.
///
/// The order of the summation depends only on the instruction set.
///
/// # Panics
/// If the inputs differ in shape, or the output does not have one element for each of their rows.
pub fn dot(compute: &Compute, left: Rows<'_>, right: Rows<'_>, output: RowsMut<'_>) {
    assert!(
        left.count() == right.count() && left.width() == right.width(),
        "the rows must be as many and as wide"
    );
    assert!(
        output.count() == left.count() && output.width() == 1,
        "the output must be one number for each row"
    );
    let mut output = output;
    let (target, stride) = (output.data().as_mut_ptr(), output.stride());
    // SAFETY: the output is borrowed during the call; the shapes have just been compared.
    unsafe { compute.run(&Dot { left, right, target, stride }) }
}

/// The gradient of one of two inputs: `below = delta other`, or with `accumulate`
/// `below += delta other`.
///
/// `delta` is the gradient with respect to the output, one element for each sample.
///
/// # Panics
/// If `other` and `below` differ in shape, or `delta` does not have one element for each row.
pub fn dot_gradient(other: Rows<'_>, delta: Rows<'_>, accumulate: bool, below: RowsMut<'_>) {
    assert!(
        other.count() == below.count() && other.width() == below.width(),
        "the rows must be as many and as wide"
    );
    assert!(
        delta.count() == below.count() && delta.width() == 1,
        "the gradient must be one number for each row"
    );
    let mut below = below;
    for index in 0..other.count() {
        let delta = delta.row(index)[0];
        for (below, other) in below.row(index).iter_mut().zip(other.row(index)) {
            let gradient = delta * other;
            *below = if accumulate { *below + gradient } else { gradient };
        }
    }
}

struct Dot<'a> {
    left: Rows<'a>,
    right: Rows<'a>,
    target: *mut f32,
    stride: usize,
}

impl Kernel for Dot<'_> {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let (width, rest) = (self.left.width(), self.left.width() % V::LANES);
        let mut row = 0;
        while row < self.left.count() {
            // SAFETY: both inputs have the row, all of it is read, and the target has an element
            // for it.
            unsafe {
                let left = self.left.data().as_ptr().add(row * self.left.stride());
                let right = self.right.data().as_ptr().add(row * self.right.stride());
                let mut sum = V::splat(0.0);
                let mut i = 0;
                while i + V::LANES <= width {
                    sum = V::load(left.add(i)).multiply_add(V::load(right.add(i)), sum);
                    i += V::LANES;
                }
                if rest > 0 {
                    let (left, right) = (left.add(i), right.add(i));
                    sum =
                        V::load_partial(left, rest).multiply_add(V::load_partial(right, rest), sum);
                }
                *self.target.add(row * self.stride) = sum.sum();
            }
            row += 1;
        }
    }
}
