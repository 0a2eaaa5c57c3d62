//! The loss and the metrics of a network on data, without training.

use super::check::{Samples, check};
use super::measure::{Measure, start_all};
use super::{Objective, Part, Report, TrainError, Trainer};
use crate::compute::Compute;
use crate::data::Dataset;
use crate::memory::zeroed_slice;
use crate::model::Model;
use crate::network::Network;
use crate::predict::CHUNK;
use std::boxed::Box;
use std::string::String;
use std::vec;
use std::vec::Vec;

impl<N: Network, Y: 'static> Trainer<'_, N, Y> {
    /// The loss and the metrics of a network on these data.
    ///
    /// # Errors
    /// If the data are empty, unpaired or not finite, or the loss cannot take a target.
    pub fn evaluate<M: Model<Network = N>>(
        &self,
        model: &M,
        data: &Dataset<N::Input, Y>,
    ) -> Result<Report, TrainError> {
        let samples = Samples::of(data);
        check(samples, Part::Evaluation, &*self.objective)?;
        let names = self.names("").collect::<Vec<_>>();
        let mut report = Report::new(names.into());
        let mut evaluation = Evaluation::new(samples);
        let Self { objective, metrics, compute, .. } = self;
        evaluation.run(model.network(), compute, &**objective, metrics, &mut report);
        Ok(report)
    }

    /// What a report's numbers are called.
    pub(super) fn names(&self, prefix: &'static str) -> impl Iterator<Item = String> {
        let metrics = self.metrics.iter().map(|metric| metric.name());
        core::iter::once("loss").chain(metrics).map(move |name| String::from(prefix) + name)
    }
}

/// Data to evaluate on, with the memory that it takes.
pub(super) struct Evaluation<'d, N: Network, Y> {
    samples: Samples<'d, N::Input, Y>,
    outputs: Box<[N::Output]>,
    scratch: Vec<f32>,
    losses: Vec<f32>,
}

impl<'d, N: Network, Y: 'static> Evaluation<'d, N, Y> {
    /// How many bytes it takes for so many samples.
    pub(super) fn bytes(samples: usize) -> usize {
        let of_one = size_of::<N::Output>() + (N::SCRATCH + 1) * size_of::<f32>();
        CHUNK.min(samples) * of_one
    }

    /// Takes the memory.
    pub(super) fn new(samples: Samples<'d, N::Input, Y>) -> Self {
        let size = CHUNK.min(samples.x.len());
        Self {
            samples,
            outputs: zeroed_slice(size),
            scratch: vec![0.0; size * N::SCRATCH],
            losses: vec![0.0; size],
        }
    }

    /// Puts the loss and the metrics into the report.
    pub(super) fn run(
        &mut self,
        network: &N,
        compute: &Compute,
        objective: &(dyn Objective<N, Y> + '_),
        metrics: &[Box<dyn Measure<N, Y> + '_>],
        report: &mut Report,
    ) {
        let Samples { x, y } = self.samples;
        let mut running = start_all(metrics);
        let mut sum = 0.0;
        // Losses are summed sample by sample, so that no result depends on the chunks.
        for (inputs, targets) in x.chunks(CHUNK).zip(y.chunks(CHUNK)) {
            let outputs = &mut self.outputs[..inputs.len()];
            let losses = &mut self.losses[..inputs.len()];
            let scratch = &mut self.scratch[..inputs.len() * N::SCRATCH];
            network.heads(compute, inputs, outputs, scratch, &mut |block| {
                objective.finish(compute, block, targets, 1.0, losses);
            });
            for loss in losses {
                sum += f64::from(*loss);
            }
            for metric in &mut running {
                metric.update(outputs, targets);
            }
        }
        report.push(sum / x.len() as f64);
        for metric in running {
            report.push(metric.result());
        }
    }
}
