//! The loss of a whole network.

use super::heads::{self, HeadLosses};
use crate::compute::Compute;
use crate::head::{Arity, Head, Several, Single};
use crate::losses::{Loss, LossBlock, LossError};
use crate::network::{HeadBlock, Network};

/// What training minimises: a loss, or one loss for each output of the network.
///
/// Every [`Loss`] is the objective of a network with one output; a network with several has
/// a struct of losses, which `network!` emits. The total is the sum of the heads' losses, each
/// times its weight. The trainer knows only objectives, never single losses.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a loss for `{N}` and targets of type `{Y}`",
    label = "expected a loss, such as `MeanSquaredError`"
)]
pub trait Objective<N: Network, Y> {
    /// The weight of the loss of a head in the total.
    fn weight(&self, head: usize) -> f32;

    /// Checks the losses' settings and every target.
    ///
    /// # Errors
    /// The first error, with its head and its row.
    fn check(&self, targets: &[Y]) -> Result<(), HeadError>;

    /// Processes a block of one head: applies the output activation, writes its rows' losses and,
    /// if `delta` is `Some`, the gradient of the total times `scale`.
    ///
    /// `targets` are those of the whole batch, and `losses` those of this head for the whole
    /// batch, without the head's weight.
    fn finish(
        &self,
        compute: &Compute,
        block: HeadBlock<'_>,
        targets: &[Y],
        scale: f32,
        losses: &mut [f32],
    );
}

/// An error that the loss of one head found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadError {
    /// Which head, from 0.
    pub head: usize,
    /// What is wrong.
    pub error: LossError,
}

/// A network that losses `L` train on targets `Y`: a loss where `Heads` is [`Single`], one
/// loss for each head where it is [`Several`].
pub trait TrainedBy<L, Y, Heads>: Network {
    /// As [`Objective::weight`].
    fn weight(losses: &L, head: usize) -> f32;

    /// As [`Objective::check`].
    ///
    /// # Errors
    /// The first error.
    fn check(losses: &L, targets: &[Y]) -> Result<(), HeadError>;

    /// As [`Objective::finish`], with the head's weight in `scale`.
    fn finish(
        losses: &L,
        compute: &Compute,
        block: HeadBlock<'_>,
        targets: &[Y],
        scale: f32,
        values: &mut [f32],
    );
}

impl<N, Y, L> Objective<N, Y> for L
where
    N: Network + Head<Kind: Arity>,
    N: TrainedBy<L, Y, <<N as Head>::Kind as Arity>::Heads>,
{
    fn weight(&self, head: usize) -> f32 {
        N::weight(self, head)
    }

    fn check(&self, targets: &[Y]) -> Result<(), HeadError> {
        N::check(self, targets)
    }

    fn finish(
        &self,
        compute: &Compute,
        block: HeadBlock<'_>,
        targets: &[Y],
        scale: f32,
        losses: &mut [f32],
    ) {
        let scale = scale * N::weight(self, block.head);
        N::finish(self, compute, block, targets, scale, losses);
    }
}

impl<N, Y, L> TrainedBy<L, Y, Single> for N
where
    N: Network + Head,
    L: Loss<N, Y>,
{
    fn weight(loss: &L, _head: usize) -> f32 {
        loss.weight()
    }

    fn check(loss: &L, targets: &[Y]) -> Result<(), HeadError> {
        loss.check(targets).map_err(|error| HeadError { head: 0, error })
    }

    fn finish(
        loss: &L,
        compute: &Compute,
        block: HeadBlock<'_>,
        targets: &[Y],
        scale: f32,
        values: &mut [f32],
    ) {
        let HeadBlock { head, rows, output, delta } = block;
        let (targets, losses) = (&targets[rows.clone()], &mut values[rows]);
        let block = LossBlock { compute, activation: N::OUTPUTS[head].activation, output, losses };
        match delta {
            None => loss.value(block, targets),
            Some(delta) => loss.gradient(block, targets, scale, delta),
        }
    }
}

impl<N, Y, L> TrainedBy<L, Y, Several> for N
where
    N: HeadLosses<L, Y>,
{
    fn weight(losses: &L, head: usize) -> f32 {
        heads::weight::<N, Y, L>(losses, head)
    }

    fn check(losses: &L, targets: &[Y]) -> Result<(), HeadError> {
        heads::check::<N, Y, L>(losses, targets)
    }

    fn finish(
        losses: &L,
        compute: &Compute,
        block: HeadBlock<'_>,
        targets: &[Y],
        scale: f32,
        values: &mut [f32],
    ) {
        heads::finish::<N, Y, L>(losses, compute, block, targets, scale, values);
    }
}
