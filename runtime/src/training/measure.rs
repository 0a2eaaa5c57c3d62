//! Metrics as trait objects, whatever their types and their states.

use super::MeasureByWeight;
use super::pieces::for_pieces;
use super::weights::Weights;
use crate::head::{Arity, HasHead, HasTarget, Head, HeadOf, Several, Single};
use crate::kernels::rows::Rows;
use crate::memory::{Plain, flat};
use crate::metrics::{HeadMetric, Metric};
use crate::network::{Network, OutputHead};
use std::boxed::Box;
use std::string::String;
use std::vec::Vec;

/// A metric of a network: a metric, or a metric of one of its outputs.
///
/// Every [`Metric`] is one for a network with one output; for a network with several,
/// `network!` emits a struct that makes [`HeadMetric`]s.
pub trait Measure<N: Network, Y> {
    /// Its name in reports, such as `accuracy`.
    fn name(&self) -> String;
    /// The metric in its initial state.
    fn start(&self) -> Box<dyn Running<N, Y> + '_>;
}

/// A metric with its state.
pub trait Running<N: Network, Y> {
    /// Updates the state with a batch.
    fn update(&mut self, output: &[N::Output], targets: &[Y], weights: Weights<'_>);
    /// The value of the metric over all batches so far.
    fn result(&self) -> f64;
}

/// A metric of a trainer.
pub(super) enum Watched<'a, N: Network, Y> {
    /// Every sample counts equally.
    Evenly(Box<dyn Measure<N, Y> + 'a>),
    /// A sample counts by its weight.
    ByWeight(Box<dyn MeasureByWeight<N, Y> + 'a>),
}

impl<N: Network, Y> Watched<'_, N, Y> {
    /// Its name in reports.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Evenly(metric) => (**metric).name(),
            Self::ByWeight(metric) => (**metric).name(),
        }
    }

    fn start(&self) -> Box<dyn Running<N, Y> + '_> {
        match self {
            Self::Evenly(metric) => (**metric).start(),
            Self::ByWeight(metric) => (**metric).start(),
        }
    }
}

/// All of a trainer's metrics in their initial state.
pub(super) fn start_all<'m, N: Network, Y>(
    metrics: &'m [Watched<'_, N, Y>],
) -> Vec<Box<dyn Running<N, Y> + 'm>> {
    metrics.iter().map(Watched::start).collect()
}

/// A network that metric `M` measures on targets `Y`: a metric where `Heads` is [`Single`],
/// a metric of one head where it is [`Several`].
#[diagnostic::on_unimplemented(
    message = "`{M}` is not a metric of one output of `{Self}`",
    label = "expected a metric of one output",
    note = "beside a network `Net` with several outputs stands `NetMetric`: \
            `NetMetric::output(Accuracy)` watches the output of that name"
)]
pub trait MeasuredBy<M, Y, Heads>: Network {
    /// The state that is updated by each batch.
    type State: Default + 'static;
    /// The metric's own name.
    const METRIC: &'static str;
    /// The index of its output, from 0.
    const HEAD: usize;
    /// Updates the state with a batch.
    fn update(metric: &M, state: &mut Self::State, output: &[Self::Output], targets: &[Y]);
    /// The value of the metric over all batches so far.
    fn result(metric: &M, state: &Self::State) -> f64;
}

impl<N, Y, M> Measure<N, Y> for M
where
    N: Network + Head<Kind: Arity>,
    N: MeasuredBy<M, Y, <<N as Head>::Kind as Arity>::Heads>,
{
    fn name(&self) -> String {
        of_head::<N>(N::HEAD, N::METRIC)
    }

    fn start(&self) -> Box<dyn Running<N, Y> + '_> {
        Box::new(Counting { metric: self, state: N::State::default() })
    }
}

/// The name of a metric in reports, with that of the output if there are several.
pub(super) fn of_head<N: Network>(head: usize, metric: &str) -> String {
    match N::OUTPUTS {
        [_] => metric.into(),
        several => [several[head].name, metric].join("_"),
    }
}

struct Counting<'m, M, S> {
    metric: &'m M,
    state: S,
}

impl<N, Y, M, S> Running<N, Y> for Counting<'_, M, S>
where
    N: Network + Head<Kind: Arity>,
    N: MeasuredBy<M, Y, <<N as Head>::Kind as Arity>::Heads, State = S>,
{
    fn update(&mut self, output: &[<N as Network>::Output], targets: &[Y], _: Weights<'_>) {
        N::update(self.metric, &mut self.state, output, targets);
    }

    fn result(&self) -> f64 {
        N::result(self.metric, &self.state)
    }
}

impl<N, Y, M> MeasuredBy<M, Y, Single> for N
where
    N: Network + Head,
    M: Metric<N, Y>,
{
    type State = M::State;

    const METRIC: &'static str = M::NAME;
    const HEAD: usize = 0;

    fn update(metric: &M, state: &mut M::State, output: &[<N as Network>::Output], targets: &[Y]) {
        let rows = Rows::new(flat(output), <N as Network>::Output::LENGTH);
        metric.update(state, rows, targets);
    }

    fn result(metric: &M, state: &M::State) -> f64 {
        metric.result(state)
    }
}

impl<N, Y, M, const I: usize> MeasuredBy<HeadMetric<M, I>, Y, Several> for N
where
    N: HasHead<I>,
    Y: HasTarget<I, Target: Clone>,
    M: Metric<HeadOf<N, I>, <Y as HasTarget<I>>::Target>,
{
    type State = M::State;

    const METRIC: &'static str = M::NAME;
    const HEAD: usize = I;

    fn update(
        HeadMetric(metric): &HeadMetric<M, I>,
        state: &mut M::State,
        output: &[<N as Network>::Output],
        targets: &[Y],
    ) {
        let (offset, width) = (OutputHead::offset(N::OUTPUTS, I), N::OUTPUTS[I].len());
        let output = Rows::strided(flat(output), <N as Network>::Output::LENGTH, offset, width);
        for_pieces(targets, |rows, targets| metric.update(state, output.range(rows), targets));
    }

    fn result(HeadMetric(metric): &HeadMetric<M, I>, state: &M::State) -> f64 {
        metric.result(state)
    }
}
