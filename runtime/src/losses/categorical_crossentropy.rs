//! Categorical cross-entropy with probabilities as targets, fused with the softmax before it.

use super::faults::probabilities;
use super::{Loss, LossBlock, LossError, Shares};
use crate::head::Head;
use crate::kernels::activation::activate;
use crate::kernels::math::log_sum_exp;
use crate::kernels::rows::RowsMut;
use crate::memory::Plain;

/// `loss = -Σ t ln p` with `p = softmax(z)`, averaged over the batch; targets are rows of
/// probabilities, such as one-hot rows.
///
/// It is computed from `z`, as `Σ t (ln Σ exp z - z)`; the gradient is `p Σ t - t`. Keras clips
/// probabilities at 1e-7 instead, and differs where they are that close to 0.
///
/// # Example
/// ```
/// use burdock::losses::{CategoricalCrossentropy, Loss};
/// # struct Digit;
/// # impl burdock::head::Head for Digit {
/// #     type Output = [f32; 3];
/// #     type Kind = burdock::head::Softmax;
/// # }
/// let targets = [[0.0, 1.0, 0.0], [0.5, 0.25, 0.25]];
/// assert!(Loss::<Digit, _>::check(&CategoricalCrossentropy, &targets).is_ok());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CategoricalCrossentropy;

impl<H, Y> Loss<H, Y> for CategoricalCrossentropy
where
    H: Head<Kind: Shares<H::Output, Y>>,
{
    const NAME: &'static str = "categorical_crossentropy";

    fn check(&self, targets: &[Y]) -> Result<(), LossError> {
        let (numbers, width) = (H::Kind::numbers(targets), H::Output::LENGTH);
        probabilities(targets.len(), width, |row, class| numbers[row * width + class])
    }

    fn value(&self, block: LossBlock<'_>, targets: &[Y]) {
        let LossBlock { compute, activation, mut output, losses } = block;
        losses_of_rows(&mut output, H::Kind::numbers(targets), losses);
        activate(compute, activation, output);
    }

    fn gradient(&self, block: LossBlock<'_>, targets: &[Y], scale: f32, mut delta: RowsMut<'_>) {
        let LossBlock { compute, activation, mut output, losses } = block;
        losses_of_rows(&mut output, H::Kind::numbers(targets), losses);
        activate(compute, activation, output.reborrow());
        let width = output.width();
        for (row, target) in H::Kind::numbers(targets).chunks_exact(width).enumerate() {
            let total: f32 = target.iter().sum();
            for ((p, t), gradient) in output.row(row).iter().zip(target).zip(delta.row(row)) {
                *gradient = scale * (p * total - t);
            }
        }
    }
}

/// The loss of each row, from the logits.
fn losses_of_rows(logits: &mut RowsMut<'_>, targets: &[f32], losses: &mut [f32]) {
    let width = logits.width();
    for (row, (target, loss)) in targets.chunks_exact(width).zip(losses).enumerate() {
        let logits = logits.row(row);
        let log_sum = log_sum_exp(logits);
        *loss = logits.iter().zip(target).map(|(z, t)| t * (log_sum - z)).sum();
    }
}
