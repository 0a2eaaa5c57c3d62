//! Metrics that count every sample by its weight.
//!
//! A metric knows nothing of weights. It is called with one sample at a time, and its results
//! are summed, times each sample's weight in the loss of the metric's head.

use super::measure::{MeasuredBy, Running, of_head};
use super::weights::Weights;
use crate::head::{Arity, Head};
use crate::metrics::Weighable;
use crate::network::Network;
use core::slice::from_ref;
use std::boxed::Box;
use std::format;
use std::string::String;

/// A metric of a network in which samples count by their weights.
///
/// Implemented for a metric, or a metric of one of several outputs, whose state is [`Weighable`].
pub trait MeasureByWeight<N: Network, Y> {
    /// Its name in reports, such as `weighted_accuracy`.
    fn name(&self) -> String;
    /// The metric in its initial state.
    fn start(&self) -> Box<dyn Running<N, Y> + '_>;
}

impl<N, Y, M> MeasureByWeight<N, Y> for M
where
    N: Network + Head<Kind: Arity>,
    N: MeasuredBy<M, Y, <<N as Head>::Kind as Arity>::Heads, State: Weighable>,
{
    fn name(&self) -> String {
        of_head::<N>(N::HEAD, &format!("weighted_{}", N::METRIC))
    }

    fn start(&self) -> Box<dyn Running<N, Y> + '_> {
        Box::new(Weighing { metric: self, state: N::State::default() })
    }
}

struct Weighing<'m, M, S> {
    metric: &'m M,
    state: S,
}

impl<N, Y, M, S: Default + Weighable> Running<N, Y> for Weighing<'_, M, S>
where
    N: Network + Head<Kind: Arity>,
    N: MeasuredBy<M, Y, <<N as Head>::Kind as Arity>::Heads, State = S>,
{
    fn update(&mut self, output: &[<N as Network>::Output], targets: &[Y], weights: Weights<'_>) {
        if weights.is_empty() {
            return N::update(self.metric, &mut self.state, output, targets);
        }
        for ((output, target), weight) in output.iter().zip(targets).zip(weights.of_head(N::HEAD)) {
            let mut sample = S::default();
            N::update(self.metric, &mut sample, from_ref(output), from_ref(target));
            self.state.add_weighted(&sample, weight);
        }
    }

    fn result(&self) -> f64 {
        N::result(self.metric, &self.state)
    }
}
