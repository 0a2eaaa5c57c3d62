//! One loss for each head of a network.
//!
//! Implements an objective for the struct of losses in which `network!` lists the heads.

use super::HeadError;
use super::pieces::for_pieces;
use crate::compute::Compute;
use crate::head::{HasHead, HasTarget, HeadOf};
use crate::losses::{Loss, LossBlock};
use crate::network::{HeadBlock, Network};
use std::vec::Vec;

/// A network with several heads that losses `L` train on targets `Y`.
///
/// `network!` implements it for the structs of losses and targets it emits with the network:
///
/// ```text
/// impl<S, T, A, B> HeadLosses<WideAndDeepLosses<A, B>, WideAndDeepTarget<S, T>> for WideAndDeep
/// where
///     S: Clone,
///     T: Clone,
///     A: Loss<HeadOf<Self, 0>, S>,
///     B: Loss<HeadOf<Self, 1>, T>,
/// {
///     fn visit<V: HeadVisitor<Self, WideAndDeepTarget<S, T>>>(
///         losses: &WideAndDeepLosses<A, B>,
///         visitor: &mut V,
///     ) {
///         visitor.head::<0, _>(&losses.main);
///         visitor.head::<1, _>(&losses.aux);
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{L}` is not a loss for `{Self}`, which has several outputs",
    label = "expected a loss for each output",
    note = "beside a network `Net` with several outputs stands `NetLosses`, which takes a loss \
            for each of them"
)]
pub trait HeadLosses<L, Y>: Network {
    /// Calls the visitor with the loss of every head, in the order of the heads.
    fn visit<V: HeadVisitor<Self, Y>>(losses: &L, visitor: &mut V);
}

/// A generic operation on the loss of each head.
pub trait HeadVisitor<N: Network, Y> {
    /// The loss of head number `I`.
    fn head<const I: usize, L>(&mut self, loss: &L)
    where
        N: HasHead<I>,
        Y: HasTarget<I, Target: Clone>,
        L: Loss<HeadOf<N, I>, <Y as HasTarget<I>>::Target>;
}

/// The weight of the loss of a head.
pub(super) fn weight<N: HeadLosses<L, Y>, Y, L>(losses: &L, head: usize) -> f32 {
    let mut visitor = Weight { head, weight: 1.0 };
    N::visit(losses, &mut visitor);
    visitor.weight
}

struct Weight {
    head: usize,
    weight: f32,
}

impl<N: Network, Y> HeadVisitor<N, Y> for Weight {
    fn head<const I: usize, L>(&mut self, loss: &L)
    where
        N: HasHead<I>,
        Y: HasTarget<I, Target: Clone>,
        L: Loss<HeadOf<N, I>, <Y as HasTarget<I>>::Target>,
    {
        if I == self.head {
            self.weight = loss.weight();
        }
    }
}

/// The first error of any head.
pub(super) fn check<N: HeadLosses<L, Y>, Y, L>(losses: &L, targets: &[Y]) -> Result<(), HeadError> {
    let mut visitor = Check { targets, found: Ok(()) };
    N::visit(losses, &mut visitor);
    visitor.found
}

struct Check<'t, Y> {
    targets: &'t [Y],
    found: Result<(), HeadError>,
}

impl<N: Network, Y> HeadVisitor<N, Y> for Check<'_, Y> {
    fn head<const I: usize, L>(&mut self, loss: &L)
    where
        N: HasHead<I>,
        Y: HasTarget<I, Target: Clone>,
        L: Loss<HeadOf<N, I>, <Y as HasTarget<I>>::Target>,
    {
        if self.found.is_ok() {
            let targets: Vec<_> = self.targets.iter().map(|y| y.target().clone()).collect();
            self.found = loss.check(&targets).map_err(|error| HeadError { head: I, error });
        }
    }
}

/// Processes a block of one head, with the head's weight in `scale`.
pub(super) fn finish<N: HeadLosses<L, Y>, Y, L>(
    losses: &L,
    compute: &Compute,
    block: HeadBlock<'_>,
    targets: &[Y],
    scale: f32,
    values: &mut [f32],
) {
    N::visit(losses, &mut Finish { compute, block, targets, scale, values });
}

struct Finish<'b, Y> {
    compute: &'b Compute,
    block: HeadBlock<'b>,
    targets: &'b [Y],
    scale: f32,
    values: &'b mut [f32],
}

impl<N: Network, Y> HeadVisitor<N, Y> for Finish<'_, Y> {
    fn head<const I: usize, L>(&mut self, loss: &L)
    where
        N: HasHead<I>,
        Y: HasTarget<I, Target: Clone>,
        L: Loss<HeadOf<N, I>, <Y as HasTarget<I>>::Target>,
    {
        let Self { compute, block, targets, scale, values } = self;
        if I != block.head {
            return;
        }
        let first = block.rows.start;
        for_pieces(&targets[block.rows.clone()], |rows, targets| {
            let block_of_piece = LossBlock {
                compute,
                activation: N::OUTPUTS[I].activation,
                output: block.output.range(rows.clone()),
                losses: &mut values[first + rows.start..first + rows.end],
            };
            match &mut block.delta {
                None => loss.value(block_of_piece, targets),
                Some(delta) => {
                    loss.gradient(block_of_piece, targets, *scale, delta.range(rows));
                }
            }
        });
    }
}
