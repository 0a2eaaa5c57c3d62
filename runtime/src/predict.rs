//! Predictions beyond the single output: batches and classes.

use crate::head::{Head, Sigmoid, Softmax, Step};
use crate::network::Network;

/// How many samples are predicted at once: enough for the kernels, little enough for the cache.
#[cfg(feature = "std")]
pub(crate) const CHUNK: usize = 256;

/// Predictions of many samples, and predictions as classes. Every network has them.
pub trait Predict: Network {
    /// The class that the network sees in a sample.
    ///
    /// For softmax that is the number of the most probable class, the first of equals. For
    /// a single sigmoid it is whether the probability is above 0.5, for a single step unit
    /// whether it gives more than 0.
    fn predict_class(&self, input: &Self::Input) -> Class<Self>
    where
        Self: Head<Kind: Decides<<Self as Network>::Output>>,
    {
        <Self as Head>::Kind::decide(&self.predict(input))
    }

    /// The outputs for many samples.
    #[cfg(feature = "std")]
    fn predict_batch(&self, inputs: &[Self::Input]) -> std::vec::Vec<<Self as Network>::Output> {
        let compute = crate::compute::Compute::best();
        let mut outputs = crate::memory::zeroed_slice(inputs.len()).into_vec();
        let mut scratch = std::vec![0.0; CHUNK.min(inputs.len()) * Self::SCRATCH];
        for (inputs, outputs) in inputs.chunks(CHUNK).zip(outputs.chunks_mut(CHUNK)) {
            let scratch = &mut scratch[..inputs.len() * Self::SCRATCH];
            self.predict_into(compute, inputs, outputs, scratch);
        }
        outputs
    }
}

impl<N: Network> Predict for N {}

/// What [`Predict::predict_class`] of a network gives: `usize` or `bool`.
pub type Class<N> = <<N as Head>::Kind as Decides<<N as Network>::Output>>::Class;

/// A kind of head whose output `O` decides for a class.
#[diagnostic::on_unimplemented(
    message = "an output `{O}` of the kind `{Self}` does not decide for one class",
    label = "no single class",
    note = "classes come from an output that ends in softmax, or in a single sigmoid or step \
            unit; use `predict` and decide for yourself"
)]
pub trait Decides<O> {
    /// The class: a number, or yes or no.
    type Class;
    /// The class that an output means.
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

/// The place of the largest number, the first of equals.
pub(crate) fn first_largest(values: &[f32]) -> usize {
    let mut best = 0;
    for (index, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = index;
        }
    }
    best
}
