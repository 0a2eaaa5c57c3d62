//! Elementwise losses, averaged over the elements of an output.
//!
//! Input: a function of the error `y - t`; the activation's derivative is that of the kernels.

use super::LossBlock;
use crate::kernels::activation::{activate, differentiate};
use crate::kernels::rows::RowsMut;

/// The loss of each row: the mean of `loss(y - t)`.
pub(super) fn values(block: LossBlock<'_>, targets: &[f32], loss: impl Fn(f32) -> f32) {
    let LossBlock { compute, activation, mut output, losses } = block;
    activate(compute, activation, output.reborrow());
    let width = output.width();
    for (row, target) in targets.chunks_exact(width).enumerate() {
        let errors = output.row(row).iter().zip(target).map(|(y, t)| y - t);
        losses[row] = errors.map(&loss).sum::<f32>() / width as f32;
    }
}

/// The loss of each row, and its gradient, from the loss of an error and its derivative.
pub(super) fn gradients(
    block: LossBlock<'_>,
    targets: &[f32],
    scale: f32,
    mut delta: RowsMut<'_>,
    loss: impl Fn(f32) -> (f32, f32),
) {
    let LossBlock { compute, activation, mut output, losses } = block;
    activate(compute, activation, output.reborrow());
    let width = output.width();
    let scale = scale / width as f32;
    if (width, output.stride(), delta.stride()) == (1, 1, 1) {
        let numbers = output.data().iter().zip(targets).zip(delta.data()).zip(losses);
        for (((y, t), gradient), value) in numbers {
            let slope;
            (*value, slope) = loss(y - t);
            *gradient = scale * slope;
        }
        return differentiate(compute, activation, output.as_rows(), delta);
    }
    for (row, target) in targets.chunks_exact(width).enumerate() {
        let mut sum = 0.0;
        for ((y, t), gradient) in output.row(row).iter().zip(target).zip(delta.row(row)) {
            let (value, slope) = loss(y - t);
            sum += value;
            *gradient = scale * slope;
        }
        losses[row] = sum / width as f32;
    }
    differentiate(compute, activation, output.as_rows(), delta);
}
