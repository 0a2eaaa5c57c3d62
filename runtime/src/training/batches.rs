//! The samples of an epoch, batch by batch, shuffled anew or in their own order.

use super::check::Samples;
use super::weights::Weights;
use crate::compute::Compute;
use crate::kernels::gather::gather;
use crate::memory::{Plain, zeroed_slice};
use crate::seed::{EPOCH_STREAMS, Seed};
use rand::seq::SliceRandom;
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

/// Samples, with the memory into which a batch of them is copied.
pub(super) struct Batches<'d, X, Y> {
    samples: Samples<'d, X, Y>,
    size: usize,
    /// The index of each sample in this epoch's order; empty if they are not shuffled.
    order: Vec<usize>,
    inputs: Box<[X]>,
    targets: Vec<Y>,
    weights: Vec<f32>,
}

/// The samples of one step.
pub(super) struct Batch<'b, X, Y> {
    pub(super) inputs: &'b [X],
    pub(super) targets: &'b [Y],
    /// The weight of each sample.
    pub(super) weights: Weights<'b>,
}

impl<X, Y> Clone for Batch<'_, X, Y> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<X, Y> Copy for Batch<'_, X, Y> {}

impl<'d, X: Plain, Y: Clone> Batches<'d, X, Y> {
    /// Batches of `size`; the last one has the remaining samples.
    pub(super) fn new(samples: Samples<'d, X, Y>, size: usize, shuffled: bool) -> Self {
        let size = size.min(samples.x.len());
        let (order, gathered) =
            if shuffled { ((0..samples.x.len()).collect(), size) } else { (Vec::new(), 0) };
        let (inputs, targets) = (zeroed_slice(gathered), samples.y[..gathered].to_vec());
        let weights = vec![1.0; gathered * samples.weights.each()];
        Self { samples, size, order, inputs, targets, weights }
    }

    /// How many samples a batch has, except the last one.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// How many batches there are.
    pub(super) fn count(&self) -> usize {
        self.samples.x.len().div_ceil(self.size)
    }

    /// Draws the order of an epoch, which depends only on the seed and the epoch.
    pub(super) fn begin(&mut self, seed: Seed, epoch: usize) {
        for (place, index) in self.order.iter_mut().enumerate() {
            *index = place;
        }
        self.order.shuffle(&mut seed.generator(EPOCH_STREAMS + epoch as u64));
    }

    /// The batch at `index`, from 0.
    pub(super) fn batch(&mut self, compute: &Compute, index: usize) -> Batch<'_, X, Y> {
        let start = index * self.size;
        let end = (start + self.size).min(self.samples.x.len());
        if self.order.is_empty() {
            let Samples { x: inputs, y: targets, weights } = self.samples.range(start..end);
            return Batch { inputs, targets, weights };
        }
        let Samples { x, y, weights } = self.samples;
        let order = &self.order[start..end];
        let count = order.len();
        gather(compute, x, order, &mut self.inputs[..count]);
        for (&from, target) in order.iter().zip(&mut self.targets) {
            target.clone_from(&y[from]);
        }
        let weights = weights.gather(order, &mut self.weights);
        Batch { inputs: &self.inputs[..count], targets: &self.targets[..count], weights }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch(batches: &mut Batches<'_, [f32; 1], usize>) -> Vec<usize> {
        let mut seen = Vec::new();
        for index in 0..batches.count() {
            let Batch { inputs, targets, weights } = batches.batch(&Compute::portable(), index);
            assert!(inputs.iter().zip(targets).all(|(x, &y)| x[0] == y as f32));
            for head in 0..weights.each() {
                let weights: Vec<f32> = weights.of_head(head).collect();
                let expected = inputs.iter().map(|x| x[0] + 0.5 + head as f32);
                assert_eq!(weights, expected.collect::<Vec<_>>());
            }
            seen.extend(targets);
        }
        seen
    }

    #[test]
    fn every_sample_comes_once_and_keeps_its_target() {
        let x: Vec<_> = (0..10).map(|i| [i as f32]).collect();
        let y: Vec<_> = (0..10).collect();
        let weights: Vec<_> = (0..10).map(|i| [i as f32 + 0.5, i as f32 + 1.5]).collect();
        let unweighted = Samples { x: &x, y: &y, weights: Weights::NONE };
        let samples = Samples { weights: Weights::of(Some(&weights)), ..unweighted };
        let mut batches = Batches::new(samples, 4, true);
        assert_eq!((batches.count(), batches.size()), (3, 4));
        let mut orders = Vec::new();
        for number in 0..3 {
            batches.begin(Seed(5), number);
            let mut seen = epoch(&mut batches);
            orders.push(seen.clone());
            seen.sort_unstable();
            assert_eq!(seen, y);
        }
        assert!(orders[0] != orders[1] && orders[1] != orders[2]);
        // An epoch's order does not depend on the epochs before it.
        batches.begin(Seed(5), 1);
        assert_eq!(epoch(&mut batches), orders[1]);
        batches.begin(Seed(6), 1);
        assert_ne!(epoch(&mut batches), orders[1]);
        // Nor does it depend on the weights.
        let mut batches = Batches::new(unweighted, 4, true);
        batches.begin(Seed(5), 1);
        assert_eq!(epoch(&mut batches), orders[1]);
    }

    #[test]
    fn without_shuffling_samples_come_as_they_stand() {
        let x: Vec<_> = (0..5).map(|i| [i as f32]).collect();
        let y: Vec<_> = (0..5).collect();
        let weights: Vec<_> = (0..5).map(|i| i as f32 + 0.5).collect();
        for weights in [None, Some(&weights[..])].map(Weights::of) {
            let mut batches = Batches::new(Samples { x: &x, y: &y, weights }, 3, false);
            batches.begin(Seed(5), 1);
            assert_eq!((batches.count(), batches.size()), (2, 3));
            assert_eq!(epoch(&mut batches), y);
            assert_eq!(
                batches.batch(&Compute::portable(), 1).weights.of_head(0).count(),
                2 * weights.each()
            );
        }
    }
}
