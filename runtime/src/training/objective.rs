//! The loss of a whole network.

use crate::compute::Compute;
use crate::head::Head;
use crate::losses::{Loss, LossBlock, LossError};
use crate::network::{HeadBlock, Network};

/// What a network is trained for: a loss, or one loss for each of its outputs.
///
/// Every [`Loss`] is the objective of a network with one output. The trainer knows objectives
/// only, never single losses.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a loss for `{N}` and targets of type `{Y}`",
    label = "expected a loss, such as `MeanSquaredError`"
)]
pub trait Objective<N: Network, Y> {
    /// Whether every target is what it must be.
    ///
    /// # Errors
    /// The first fault, with its row.
    fn check(&self, targets: &[Y]) -> Result<(), LossError>;

    /// Finishes a block of one head: turns it into outputs, writes its rows' losses, and where
    /// there is a `delta` the gradient times `scale`.
    ///
    /// `targets` and `losses` are those of the whole batch.
    fn finish(
        &self,
        compute: &Compute,
        block: HeadBlock<'_>,
        targets: &[Y],
        scale: f32,
        losses: &mut [f32],
    );
}

impl<N, Y, L> Objective<N, Y> for L
where
    N: Network + Head,
    L: Loss<N, Y>,
{
    fn check(&self, targets: &[Y]) -> Result<(), LossError> {
        Loss::check(self, targets)
    }

    fn finish(
        &self,
        compute: &Compute,
        block: HeadBlock<'_>,
        targets: &[Y],
        scale: f32,
        losses: &mut [f32],
    ) {
        let HeadBlock { head, rows, output, delta } = block;
        let targets = &targets[rows.clone()];
        let losses = &mut losses[rows];
        let block = LossBlock { compute, activation: N::OUTPUTS[head].activation, output, losses };
        match delta {
            None => self.value(block, targets),
            Some(delta) => self.gradient(block, targets, scale, delta),
        }
    }
}
