//! The perceptron rule for step activations (heaviside, sign), which have no gradient.

use super::faults::probabilities;
use super::{Loss, LossBlock, LossError, Steps};
use crate::head::Head;
use crate::kernels::activation::{Activation, activate};
use crate::kernels::rows::RowsMut;
use crate::memory::Plain;

/// Trains a layer with step activation: with plain SGD of the rate `eta`, every step computes
/// `w <- w + eta (t - y) x`, averaged over the batch; a batch of one is the rule as published.
///
/// The loss that it reports is the fraction of wrong units. Targets are binary classes: for units
/// with `sign`, class 1 stands for 1 and class 0 for -1.
///
/// Source: Rosenblatt, *The perceptron*, 1958.
///
/// # Example
/// ```
/// use burdock::losses::{Loss, PerceptronRule};
/// # struct And;
/// # impl burdock::head::Head for And {
/// #     type Output = [f32; 1];
/// #     type Kind = burdock::head::Step;
/// # }
/// assert!(Loss::<And, _>::check(&PerceptronRule, &[true, false]).is_ok());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerceptronRule;

impl<H, Y> Loss<H, Y> for PerceptronRule
where
    H: Head<Kind: Steps<H::Output, Y>>,
{
    const NAME: &'static str = "perceptron_rule";

    fn check(&self, targets: &[Y]) -> Result<(), LossError> {
        probabilities(targets.len(), H::Output::LENGTH, |row, unit| {
            H::Kind::probability(&targets[row], unit)
        })
    }

    fn value(&self, block: LossBlock<'_>, targets: &[Y]) {
        let LossBlock { compute, activation, mut output, losses } = block;
        activate(compute, activation, output.reborrow());
        let width = output.width() as f32;
        for (row, (target, loss)) in targets.iter().zip(losses).enumerate() {
            let units = output.row(row).iter().enumerate();
            let wrong = units
                .filter(|&(unit, y)| *y != level(activation, H::Kind::probability(target, unit)));
            *loss = wrong.count() as f32 / width;
        }
    }

    fn gradient(&self, block: LossBlock<'_>, targets: &[Y], scale: f32, mut delta: RowsMut<'_>) {
        let LossBlock { compute, activation, mut output, losses } = block;
        let block = LossBlock { compute, activation, output: output.reborrow(), losses };
        Loss::<H, Y>::value(self, block, targets);
        for (row, target) in targets.iter().enumerate() {
            let units = output.row(row).iter().zip(delta.row(row)).enumerate();
            for (unit, (y, gradient)) in units {
                *gradient = scale * (y - level(activation, H::Kind::probability(target, unit)));
            }
        }
    }
}

/// The correct output of a unit.
fn level(activation: Activation, probability: f32) -> f32 {
    if activation == Activation::Sign { 2.0 * probability - 1.0 } else { probability }
}
