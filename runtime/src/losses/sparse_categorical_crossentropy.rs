//! Cross-entropy with class labels as targets, fused with the softmax before it.

use super::{Classes, Loss, LossBlock, LossError};
use crate::head::Head;
use crate::kernels::activation::activate;
use crate::kernels::math::log_sum_exp;
use crate::kernels::rows::RowsMut;
use crate::memory::Plain;

/// `loss = -ln p[label]` with `p = softmax(z)`, averaged over the batch; targets are labels.
///
/// It is computed from `z`, as `ln Σ exp z - z[label]`, so that no probability is ever rounded
/// to 0 in between; the gradient is `p - 1` for the label's class and `p` for the others. Keras
/// clips probabilities at 1e-7 instead, and differs where they are that close to 0.
///
/// # Example
/// ```
/// use burdock::losses::{Loss, SparseCategoricalCrossentropy};
/// # struct Digit;
/// # impl burdock::head::Head for Digit {
/// #     type Output = [f32; 10];
/// #     type Kind = burdock::head::Softmax;
/// # }
/// let labels = [3_u8, 9, 12];
/// let fault = Loss::<Digit, _>::check(&SparseCategoricalCrossentropy, &labels).unwrap_err();
/// let text = "row 2 has the label 12, but the output has 10 classes, counted from 0";
/// assert_eq!(fault.to_string(), text);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SparseCategoricalCrossentropy;

impl<H, Y> Loss<H, Y> for SparseCategoricalCrossentropy
where
    H: Head<Kind: Classes<Y>>,
{
    const NAME: &'static str = "sparse_categorical_crossentropy";

    fn check(&self, targets: &[Y]) -> Result<(), LossError> {
        let classes = H::Output::LENGTH;
        match targets.iter().position(|label| H::Kind::class(label) >= classes) {
            None => Ok(()),
            Some(row) => {
                let label = H::Kind::class(&targets[row]);
                Err(LossError::Label { row, label, classes })
            }
        }
    }

    fn value(&self, block: LossBlock<'_>, targets: &[Y]) {
        let LossBlock { compute, activation, mut output, losses } = block;
        losses_of_rows(&mut output, targets, losses, H::Kind::class);
        activate(compute, activation, output);
    }

    fn gradient(&self, block: LossBlock<'_>, targets: &[Y], scale: f32, mut delta: RowsMut<'_>) {
        let LossBlock { compute, activation, mut output, losses } = block;
        losses_of_rows(&mut output, targets, losses, H::Kind::class);
        activate(compute, activation, output.reborrow());
        for (row, label) in targets.iter().enumerate() {
            let gradients = delta.row(row);
            for (p, gradient) in output.row(row).iter().zip(gradients.iter_mut()) {
                *gradient = scale * p;
            }
            gradients[H::Kind::class(label)] -= scale;
        }
    }
}

/// The loss of each row, from the logits.
fn losses_of_rows<Y>(
    logits: &mut RowsMut<'_>,
    targets: &[Y],
    losses: &mut [f32],
    class: fn(&Y) -> usize,
) {
    for (row, (label, loss)) in targets.iter().zip(losses).enumerate() {
        let logits = logits.row(row);
        *loss = log_sum_exp(logits) - logits[class(label)];
    }
}
