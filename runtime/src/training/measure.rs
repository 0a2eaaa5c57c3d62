//! Metrics behind one interface, whatever their types and their states.

use crate::head::Head;
use crate::kernels::rows::Rows;
use crate::memory::{Plain, flat};
use crate::metrics::Metric;
use crate::network::Network;
use std::boxed::Box;
use std::vec::Vec;

/// A metric of a network.
pub(super) trait Measure<N: Network, Y> {
    /// Its name in reports.
    fn name(&self) -> &'static str;
    /// The metric with nothing counted yet.
    fn start(&self) -> Box<dyn Running<N, Y> + '_>;
}

/// A metric that counts.
pub(super) trait Running<N: Network, Y> {
    /// Takes in a batch.
    fn update(&mut self, output: &[N::Output], targets: &[Y]);
    /// The metric over all batches so far.
    fn result(&self) -> f64;
}

/// All of a trainer's metrics with nothing counted yet.
pub(super) fn start_all<'m, N: Network, Y>(
    metrics: &'m [Box<dyn Measure<N, Y> + '_>],
) -> Vec<Box<dyn Running<N, Y> + 'm>> {
    metrics.iter().map(|metric| metric.start()).collect()
}

impl<N, Y, M> Measure<N, Y> for M
where
    N: Network + Head,
    Y: 'static,
    M: Metric<N, Y>,
{
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn start(&self) -> Box<dyn Running<N, Y> + '_> {
        Box::new(Counting::<'_, N, Y, M> { metric: self, state: M::State::default() })
    }
}

struct Counting<'m, N: Head, Y, M: Metric<N, Y>> {
    metric: &'m M,
    state: M::State,
}

impl<N, Y, M> Running<N, Y> for Counting<'_, N, Y, M>
where
    N: Network + Head,
    M: Metric<N, Y>,
{
    fn update(&mut self, output: &[<N as Network>::Output], targets: &[Y]) {
        let rows = Rows::new(flat(output), <N as Network>::Output::LENGTH);
        self.metric.update(&mut self.state, rows, targets);
    }

    fn result(&self) -> f64 {
        self.metric.result(&self.state)
    }
}
