//! Predictions for batches, and predictions as classes.

use crate::head::{Head, Sigmoid, Softmax, Step};
use crate::network::Network;

/// How many samples are predicted at once: enough for fast kernels, few enough for the cache.
#[cfg(feature = "std")]
pub(crate) const CHUNK: usize = 256;

/// The samples, at most [`CHUNK`] at once, and none of several alone: it would have other bits.
#[cfg(feature = "std")]
pub(crate) fn chunks(samples: usize) -> impl Iterator<Item = core::ops::Range<usize>> {
    let mut start = 0;
    core::iter::from_fn(move || {
        let left = samples - start;
        let count = if left == CHUNK + 1 { CHUNK - 1 } else { left.min(CHUNK) };
        start += count;
        (count > 0).then(|| start - count..start)
    })
}

/// Predictions of many samples, and predictions as classes. Every network has them.
pub trait Predict: Network {
    /// The class that the network predicts for a sample.
    ///
    /// For softmax it is the index of the most probable class, the first if several are equal. For
    /// a single sigmoid it is whether the probability is above 0.5, for a single step activation
    /// whether its output is above 0.
    fn predict_class(&self, input: &Self::Input) -> Class<Self>
    where
        Self: Head<Kind: Decides<<Self as Network>::Output>>,
    {
        <Self as Head>::Kind::decide(&self.predict(input))
    }

    /// The outputs for many samples.
    ///
    /// A sample has the same bits in every batch of two or more, wherever it stands, and with any
    /// number of threads. One alone, as in [`predict`](Network::predict) and in a batch of one, is
    /// summed in another order, and differs by rounding: see [`predict`](Network::predict).
    ///
    /// # Example
    /// ```
    /// use burdock::prelude::*;
    ///
    /// network! {
    ///     struct Sums(x: [3]) -> (y: [2]) {
    ///         y = x -> dense(2);
    ///     }
    /// }
    ///
    /// let model = Sums::new(Seed(1));
    /// let inputs = vec![[0.5, -1.0, 2.0]; 300];
    /// let outputs = model.predict_batch(&inputs);
    /// assert_eq!(outputs.len(), 300);
    /// assert_eq!(outputs[0], outputs[299]);
    /// assert!((outputs[0][0] - model.predict(&inputs[0])[0]).abs() < 1e-6);
    /// ```
    #[cfg(feature = "std")]
    fn predict_batch(&self, inputs: &[Self::Input]) -> std::vec::Vec<<Self as Network>::Output> {
        let compute = crate::compute::Compute::best();
        let mut outputs = crate::memory::zeroed_slice(inputs.len()).into_vec();
        let mut scratch = std::vec![0.0; CHUNK.min(inputs.len()) * Self::SCRATCH];
        for samples in chunks(inputs.len()) {
            let scratch = &mut scratch[..samples.len() * Self::SCRATCH];
            let outputs = &mut outputs[samples.clone()];
            self.predict_into(compute, &inputs[samples], outputs, scratch);
        }
        outputs
    }
}

impl<N: Network> Predict for N {}

/// The return type of [`Predict::predict_class`] of a network: `usize` or `bool`.
pub type Class<N> = <<N as Head>::Kind as Decides<<N as Network>::Output>>::Class;

/// A kind of head whose output `O` determines a class.
#[diagnostic::on_unimplemented(
    message = "an output `{O}` of the kind `{Self}` does not decide for one class",
    label = "no single class",
    note = "classes come from an output that ends in softmax, or in a single sigmoid or step \
            unit; use `predict` and decide for yourself"
)]
pub trait Decides<O> {
    /// The class: an index, or a bool.
    type Class;
    /// The class that an output determines.
    fn decide(output: &O) -> Self::Class;
}

impl<const C: usize> Decides<[f32; C]> for Softmax {
    type Class = usize;
    fn decide(output: &[f32; C]) -> usize {
        first_largest(output)
    }
}

impl Decides<[f32; 1]> for Sigmoid {
    type Class = bool;
    fn decide(output: &[f32; 1]) -> bool {
        output[0] > 0.5
    }
}

impl Decides<[f32; 1]> for Step {
    type Class = bool;
    fn decide(output: &[f32; 1]) -> bool {
        output[0] > 0.0
    }
}

/// The index of the largest value, the first if several are equal.
pub(crate) fn first_largest(values: &[f32]) -> usize {
    let mut best = 0;
    for (index, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = index;
        }
    }
    best
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    #[test]
    fn no_chunk_of_several_has_one_sample() {
        for samples in (0..4).chain(CHUNK - 2..CHUNK + 4).chain(2 * CHUNK - 1..2 * CHUNK + 3) {
            let mut next = 0;
            for chunk in chunks(samples) {
                assert!(chunk.start == next && chunk.len() <= CHUNK);
                assert!(chunk.len() > 1 || samples == 1, "{samples}");
                next = chunk.end;
            }
            assert_eq!(next, samples);
        }
    }
}
