//! The losses of the samples so far, head by head.

use super::{Objective, Report};
use crate::network::Network;
use std::vec;
use std::vec::Vec;

/// Sums of losses, to be reported as means.
pub(super) struct Tally {
    /// How much each head's loss counts in the total.
    weights: Vec<f64>,
    /// For each head, without its weight.
    sums: Vec<f64>,
    samples: usize,
}

impl Tally {
    /// No sample yet.
    pub(super) fn new<N: Network, Y>(objective: &(dyn Objective<N, Y> + '_)) -> Self {
        let heads = N::OUTPUTS.len();
        let weights = (0..heads).map(|head| f64::from(objective.weight(head))).collect();
        Self { weights, sums: vec![0.0; heads], samples: 0 }
    }

    /// Forgets all samples.
    pub(super) fn clear(&mut self) {
        self.sums.fill(0.0);
        self.samples = 0;
    }

    /// Counts a batch, whose losses stand head after head.
    pub(super) fn add_batch(&mut self, losses: &[f32], samples: usize) {
        for (sum, losses) in self.sums.iter_mut().zip(losses.chunks_exact(samples)) {
            *sum += total(losses);
        }
        self.samples += samples;
    }

    /// As [`add_batch`](Self::add_batch), but sample by sample: the sums are the same whatever
    /// the size of the batches.
    pub(super) fn add_samples(&mut self, losses: &[f32], samples: usize) {
        for (sum, losses) in self.sums.iter_mut().zip(losses.chunks_exact(samples)) {
            for loss in losses {
                *sum += f64::from(*loss);
            }
        }
        self.samples += samples;
    }

    /// Puts the total into the report, and after it, where there are several heads, the mean of
    /// each.
    pub(super) fn report(&self, report: &mut Report) {
        let samples = self.samples as f64;
        let heads = self.sums.iter().zip(&self.weights);
        report.push(heads.map(|(sum, weight)| weight * (sum / samples)).sum());
        if self.sums.len() > 1 {
            for sum in &self.sums {
                report.push(sum / samples);
            }
        }
    }
}

/// The sum of losses in eight parts, so that no addition waits for the one before; the order
/// depends on their number alone.
fn total(losses: &[f32]) -> f64 {
    let (whole, rest) = losses.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for losses in whole {
        for (sum, loss) in sums.iter_mut().zip(losses) {
            *sum += f64::from(*loss);
        }
    }
    sums.iter().sum::<f64>() + rest.iter().copied().map(f64::from).sum::<f64>()
}
