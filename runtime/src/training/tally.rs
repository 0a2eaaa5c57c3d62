//! Sums the losses of the samples so far, head by head.

use super::{Objective, Report};
use crate::network::Network;
use std::vec;
use std::vec::Vec;

/// Sums of losses, to be reported as means.
pub(super) struct Tally {
    /// The weight of each head's loss in the total.
    weights: Vec<f64>,
    /// For each head, without its weight.
    sums: Vec<f64>,
    samples: usize,
}

impl Tally {
    /// A tally without samples.
    pub(super) fn new<N: Network, Y>(objective: &(dyn Objective<N, Y> + '_)) -> Self {
        let heads = N::OUTPUTS.len();
        let weights = (0..heads).map(|head| f64::from(objective.weight(head))).collect();
        Self { weights, sums: vec![0.0; heads], samples: 0 }
    }

    /// Removes all samples.
    pub(super) fn clear(&mut self) {
        self.sums.fill(0.0);
        self.samples = 0;
    }

    /// Adds a batch, whose losses are stored head after head.
    pub(super) fn add_batch(&mut self, losses: &[f32], samples: usize) {
        self.add(losses, samples, |sum, losses| sum + total(losses));
    }

    /// As [`add_batch`](Self::add_batch), but sample by sample: the sums do not depend on
    /// the size of the batches.
    pub(super) fn add_samples(&mut self, losses: &[f32], samples: usize) {
        self.add(losses, samples, |sum, losses| {
            losses.iter().fold(sum, |sum, loss| sum + f64::from(*loss))
        });
    }

    /// Replaces each head's sum by what `with` returns for it and the head's losses.
    #[inline]
    fn add(&mut self, losses: &[f32], samples: usize, with: impl Fn(f64, &[f32]) -> f64) {
        let mut later = losses;
        for sum in &mut self.sums {
            let (head, others) = later.split_at(samples); // chunks would have to divide
            *sum = with(*sum, head);
            later = others;
        }
        self.samples += samples;
    }

    /// The first head whose losses are not finite, with their sum. If all are, so is the total:
    /// sums are f64, which a sum of f32 values times their weights cannot overflow.
    pub(super) fn first_not_finite(&self) -> Option<(usize, f64)> {
        let head = self.sums.iter().position(|sum| !sum.is_finite())?;
        Some((head, self.sums[head]))
    }

    /// Writes the total to the report, and after it, if there are several heads, the mean of
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

/// Sums losses with eight accumulators, so that no addition waits for the previous one; the order
/// depends only on the number of losses.
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::{String, ToString};

    fn report(tally: &Tally, names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let mut report = Report::new(names.into());
        tally.report(&mut report);
        report.to_string()
    }

    #[test]
    fn the_total_is_weighted_and_the_heads_are_not() {
        let mut tally = Tally { weights: vec![0.5, 2.0], sums: vec![0.0; 2], samples: 0 };
        tally.add_batch(&[1.0, 2.0, 3.0, 10.0, 20.0, 30.0], 3);
        tally.add_samples(&[6.0, 0.0], 1);
        let names = ["loss", "main_loss", "aux_loss"];
        let expected = "loss: 31.5000 - main_loss: 3.0000 - aux_loss: 15.0000";
        assert_eq!(report(&tally, &names), expected);
        tally.clear();
        tally.add_batch(&[4.0, 0.0], 1);
        let expected = "loss: 2.0000 - main_loss: 4.0000 - aux_loss: 0.0000";
        assert_eq!(report(&tally, &names), expected);
        let mut single = Tally { weights: vec![0.5], sums: vec![0.0], samples: 0 };
        single.add_batch(&[1.0, 2.0], 2);
        assert_eq!(report(&single, &["loss"]), "loss: 0.7500");
    }
}
