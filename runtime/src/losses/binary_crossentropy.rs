//! Binary cross-entropy of independent classes, fused with the sigmoid before it.

use super::faults::probabilities;
use super::{Loss, LossBlock, LossError, Questions};
use crate::head::Head;
use crate::kernels::activation::activate;
use crate::kernels::math::log1p_exp;
use crate::kernels::rows::RowsMut;
use crate::memory::Plain;

/// `loss = mean -(t ln p + (1 - t) ln (1 - p))` with `p = sigmoid(z)`, over the units of an
/// output and over the batch.
///
/// It is computed from `z`, as `max(z, 0) - z t + ln(1 + exp(-|z|))`, so that no probability is
/// ever rounded to 0 or 1 in between; the gradient is `p - t`. Keras clips probabilities at
/// 1e-7 instead, and differs where they are that close to 0 or 1.
///
/// # Example
/// ```
/// use burdock::losses::{BinaryCrossentropy, Loss};
/// # struct Spam;
/// # impl burdock::head::Head for Spam {
/// #     type Output = [f32; 1];
/// #     type Kind = burdock::head::Sigmoid;
/// # }
/// assert!(Loss::<Spam, _>::check(&BinaryCrossentropy, &[true, false]).is_ok());
/// assert!(Loss::<Spam, _>::check(&BinaryCrossentropy, &[0_u8, 1, 2]).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BinaryCrossentropy;

impl<H, Y> Loss<H, Y> for BinaryCrossentropy
where
    H: Head<Kind: Questions<H::Output, Y>>,
{
    const NAME: &'static str = "binary_crossentropy";

    fn check(&self, targets: &[Y]) -> Result<(), LossError> {
        probabilities(targets.len(), H::Output::LENGTH, |row, unit| {
            H::Kind::probability(&targets[row], unit)
        })
    }

    fn value(&self, block: LossBlock<'_>, targets: &[Y]) {
        let LossBlock { compute, activation, mut output, losses } = block;
        losses_of_rows(&mut output, losses, |row, unit| H::Kind::probability(&targets[row], unit));
        activate(compute, activation, output);
    }

    fn gradient(&self, block: LossBlock<'_>, targets: &[Y], scale: f32, mut delta: RowsMut<'_>) {
        let LossBlock { compute, activation, mut output, losses } = block;
        losses_of_rows(&mut output, losses, |row, unit| H::Kind::probability(&targets[row], unit));
        activate(compute, activation, output.reborrow());
        let scale = scale / output.width() as f32;
        for (row, target) in targets.iter().enumerate() {
            let units = output.row(row).iter().zip(delta.row(row)).enumerate();
            for (unit, (p, gradient)) in units {
                *gradient = scale * (p - H::Kind::probability(target, unit));
            }
        }
    }
}

/// The loss of each row, from the logits.
fn losses_of_rows(
    logits: &mut RowsMut<'_>,
    losses: &mut [f32],
    probability: impl Fn(usize, usize) -> f32,
) {
    let width = logits.width() as f32;
    for (row, loss) in losses.iter_mut().enumerate() {
        let units = logits.row(row).iter().enumerate();
        let terms =
            units.map(|(unit, z)| z.max(0.0) - z * probability(row, unit) + log1p_exp(-z.abs()));
        *loss = terms.sum::<f32>() / width;
    }
}
