//! The loss and the metrics of a network on data, without training.

use super::check::{Samples, check};
use super::finite::check_parameters;
use super::measure::{Watched, start_all};
use super::tally::Tally;
use super::weights::weigh;
use super::{NonFinite, Objective, Part, Report, TrainError, Trainer};
use crate::compute::Compute;
use crate::data::{Dataset, WeightFor};
use crate::memory::zeroed_slice;
use crate::model::Model;
use crate::network::Network;
use crate::predict::{CHUNK, chunks};
use std::boxed::Box;
use std::string::String;
use std::vec;
use std::vec::Vec;

impl<N: Network, Y: 'static> Trainer<'_, N, Y> {
    /// The loss and the metrics of a network on a dataset.
    ///
    /// The loss is that of [`fit`](Trainer::fit), with the weights of samples and heads; it is
    /// finite, for each output. A metric may have any value that its formula gives.
    ///
    /// # Errors
    /// If the data are empty, unpaired or not finite, or the loss cannot take a target;
    /// [`TrainError::NonFinite`] if a parameter of the model, or the loss of an output, is infinite
    /// or NaN.
    pub fn evaluate<M: Model<Network = N>, W: WeightFor<N>>(
        &self,
        model: &M,
        data: &Dataset<N::Input, Y, W>,
    ) -> Result<Report, TrainError> {
        let samples = Samples::of(data, Part::Evaluation)?;
        check(samples, Part::Evaluation, &*self.objective)?;
        check_parameters(model.network(), &self.compute)?;
        let names = self.names("").collect::<Vec<_>>();
        let mut report = Report::new(names.into());
        let mut evaluation = Evaluation::new(samples, Part::Evaluation, &*self.objective);
        let Self { objective, metrics, compute, .. } = self;
        evaluation.run(model.network(), compute, &**objective, metrics, &mut report)?;
        Ok(report)
    }

    /// The names of the values in a report.
    pub(super) fn names(&self, prefix: &'static str) -> impl Iterator<Item = String> {
        let heads = if N::OUTPUTS.len() > 1 { N::OUTPUTS } else { &[] };
        let total = core::iter::once(String::from("loss"));
        let losses = heads.iter().map(|head| String::from(head.name) + "_loss");
        let metrics = self.metrics.iter().map(Watched::name);
        total.chain(losses).chain(metrics).map(move |name| String::from(prefix) + &name)
    }
}

/// Data to evaluate on, with the memory for it.
pub(super) struct Evaluation<'d, N: Network, Y> {
    samples: Samples<'d, N::Input, Y>,
    part: Part,
    outputs: Box<[N::Output]>,
    scratch: Vec<f32>,
    /// The losses of the first head, then those of the second, and so on.
    losses: Vec<f32>,
    tally: Tally,
}

impl<'d, N: Network, Y: 'static> Evaluation<'d, N, Y> {
    /// How many bytes it allocates for so many samples.
    pub(super) fn bytes(samples: usize) -> usize {
        let numbers = N::SCRATCH + N::OUTPUTS.len();
        let of_one = size_of::<N::Output>() + numbers * size_of::<f32>();
        CHUNK.min(samples) * of_one
    }

    /// Allocates the memory.
    pub(super) fn new(
        samples: Samples<'d, N::Input, Y>,
        part: Part,
        objective: &(dyn Objective<N, Y> + '_),
    ) -> Self {
        let size = CHUNK.min(samples.x.len());
        Self {
            samples,
            part,
            outputs: zeroed_slice(size),
            scratch: vec![0.0; size * N::SCRATCH],
            losses: vec![0.0; size * N::OUTPUTS.len()],
            tally: Tally::new(objective),
        }
    }

    /// Writes the loss and the metrics to the report, unless the loss of an output is not finite.
    pub(super) fn run(
        &mut self,
        network: &N,
        compute: &Compute,
        objective: &(dyn Objective<N, Y> + '_),
        metrics: &[Watched<'_, N, Y>],
        report: &mut Report,
    ) -> Result<(), NonFinite> {
        let mut running = start_all(metrics);
        self.tally.clear();
        let samples = self.samples.x.len();
        for chunk in chunks(samples) {
            let Samples { x: inputs, y: targets, weights } = self.samples.range(chunk);
            let count = inputs.len();
            let outputs = &mut self.outputs[..count];
            let losses = &mut self.losses[..count * N::OUTPUTS.len()];
            let scratch = &mut self.scratch[..count * N::SCRATCH];
            network.heads(compute, inputs, outputs, scratch, &mut |block| {
                let (head, rows) = (block.head, block.rows.clone());
                let losses = &mut losses[head * count..][..count];
                objective.finish(compute, block, targets, 1.0, losses);
                if !weights.is_empty() {
                    weigh(weights.range(rows.clone()), head, &mut losses[rows], None);
                }
            });
            // No result depends on the chunk size.
            self.tally.add_samples(losses, count);
            for metric in &mut running {
                metric.update(outputs, targets, weights);
            }
        }
        if let Some((head, value)) = self.tally.first_not_finite() {
            return Err(NonFinite::loss::<N>(self.part, head, value));
        }
        self.tally.report(report);
        for metric in running {
            report.push(metric.result());
        }
        Ok(())
    }
}
