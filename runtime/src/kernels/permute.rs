//! Permutes the axes of a tensor.
#[cfg(test)]
mod tests;

use super::rows::{Rows, RowsMut};

/// The maximum number of axes of a tensor whose axes are permuted.
pub const MAX_RANK: usize = 8;

/// Copies a tensor of that shape with its axes permuted, or with `accumulate` adds it:
/// axis `i` of the target is axis `axes[i]` of the source.
///
/// With the axes `[1, 0]` a matrix is transposed. The shape is that of the source, without the
/// batch.
///
/// # Panics
/// If the axes are not a permutation of the shape's axes; if there are more than
/// [`MAX_RANK`]; if a row and the shape differ in size, or the numbers of rows differ.
pub fn permute(
    shape: &[usize],
    axes: &[usize],
    source: Rows<'_>,
    accumulate: bool,
    target: RowsMut<'_>,
) {
    assert_axes(shape, axes);
    assert_numbers(shape, &source, &target);
    if source.width() == 0 {
        return; // the other axes may be longer than any memory
    }
    let walk = Walk::permuted(shape, axes);
    let mut target = target;
    for index in 0..source.count() {
        walk.copy(source.row(index), accumulate, target.row(index));
    }
}

/// The gradient of [`permute`] with the same shape and axes: `below = delta` with the axes in
/// their original order, or with `accumulate` `below += delta`.
///
/// # Panics
/// As for [`permute`].
pub fn permute_gradient(
    shape: &[usize],
    axes: &[usize],
    delta: Rows<'_>,
    accumulate: bool,
    below: RowsMut<'_>,
) {
    let rank = shape.len();
    assert_axes(shape, axes);
    let (mut permuted, mut inverse) = ([0; MAX_RANK], [0; MAX_RANK]);
    for (index, &axis) in axes.iter().enumerate() {
        permuted[index] = shape[axis];
        inverse[axis] = index;
    }
    permute(&permuted[..rank], &inverse[..rank], delta, accumulate, below);
}

fn assert_axes(shape: &[usize], axes: &[usize]) {
    assert!(shape.len() <= MAX_RANK, "a value with more axes cannot be permuted");
    let every = (0..shape.len()).all(|axis| axes.contains(&axis));
    assert!(every && axes.len() == shape.len(), "every axis must be named once");
}

fn assert_numbers(shape: &[usize], source: &Rows<'_>, target: &RowsMut<'_>) {
    let elements = shape.iter().try_fold(1_usize, |product, &length| product.checked_mul(length));
    assert!(
        elements == Some(source.width()) && elements == Some(target.width()),
        "the rows must have the shape's numbers"
    );
    assert!(source.count() == target.count(), "the rows must be as many");
}

/// The source's elements in the target's order.
struct Walk {
    /// The target's axes: the length of each, and its stride in the source. Adjacent axes that
    /// stay adjacent are merged into one. The last axis is separate, as the inner loop.
    outer: [(usize, usize); MAX_RANK],
    inner: (usize, usize),
}

impl Walk {
    /// The axes have been checked; the tensor is not empty, so that no product overflows.
    fn permuted(shape: &[usize], axes: &[usize]) -> Self {
        let mut walk = Self { outer: [(1, 0); MAX_RANK], inner: (1, 1) };
        let mut place = MAX_RANK;
        for &axis in axes.iter().rev() {
            let (length, step) = (shape[axis], shape[axis + 1..].iter().product());
            let slower = if place == MAX_RANK { &mut walk.inner } else { &mut walk.outer[place] };
            if length == 1 {
                continue;
            } else if slower.0 == 1 {
                *slower = (length, step);
            } else if step == slower.0 * slower.1 {
                slower.0 *= length;
            } else {
                place -= 1;
                walk.outer[place] = (length, step);
            }
        }
        walk
    }

    fn copy(&self, source: &[f32], accumulate: bool, target: &mut [f32]) {
        let (length, step) = self.inner;
        let (mut indices, mut start) = ([0; MAX_RANK], 0);
        for run in target.chunks_exact_mut(length) {
            if step == 1 && !accumulate {
                run.copy_from_slice(&source[start..start + length]);
            } else {
                for (target, source) in run.iter_mut().zip(source[start..].iter().step_by(step)) {
                    *target = if accumulate { *target + source } else { *source };
                }
            }
            // The next index of the target: the last axis first, with a carry.
            for (index, &(length, step)) in indices.iter_mut().zip(&self.outer).rev() {
                *index += 1;
                start += step;
                if *index < length {
                    break;
                }
                start -= step * length;
                *index = 0;
            }
        }
    }
}
