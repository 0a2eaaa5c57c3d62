//! How much memory a fit allocates, known before it begins.

use super::Trainer;
use super::check::split_at;
use super::evaluate::Evaluation;
use super::gradients::GradientSizes;
use super::trainer::Validation;
use crate::network::{Network, Trainable};
use core::fmt;

/// The bytes that a fit allocates, all of them before its first step. The data are not counted, nor
/// are the few hundred bytes of names and tables. To check the targets of several heads, those of
/// one head are copied, and freed before the first step. A size that overflows is
/// `usize::MAX`.
///
/// Its `Display` is a table with a line for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FitMemory {
    /// The network itself.
    pub weights: usize,
    /// The optimizer's state; 0 for plain gradient descent.
    pub optimizer_state: usize,
    /// The gradients that are stored: 0 if the update is fused with the gradient's product, a few
    /// rows of a weight if it follows at once. Otherwise all: in a network that is small, or has a
    /// custom layer or one that is used more than once, and on several threads.
    pub gradients: usize,
    /// The outputs of the layers, and the gradients with respect to them, for a batch.
    pub workspace: usize,
    /// The samples of a batch, its outputs and its losses, and the order of all samples.
    pub batch: usize,
    /// The memory for the evaluation on validation data.
    pub validation: usize,
    /// A copy of the network and of the optimizer's state, as they were last found to be finite.
    pub last_good: usize,
}

impl FitMemory {
    /// The sum of all.
    pub fn total(&self) -> usize {
        self.rows().iter().fold(0, |sum: usize, (_, bytes)| sum.saturating_add(*bytes))
    }

    fn rows(&self) -> [(&'static str, usize); 7] {
        [
            ("weights", self.weights),
            ("optimizer state", self.optimizer_state),
            ("gradients", self.gradients),
            ("workspace", self.workspace),
            ("batch", self.batch),
            ("validation", self.validation),
            ("last good state", self.last_good),
        ]
    }
}

impl fmt::Display for FitMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, bytes) in self.rows() {
            writeln!(f, "{name:<16}{bytes:>16} bytes")?;
        }
        write!(f, "{:<16}{:>16} bytes", "total", self.total())
    }
}

impl<N: Network, Y: 'static> Trainer<'_, N, Y> {
    /// How much memory a fit with so many samples allocates. Sample weights take 4 more bytes
    /// for each sample of a batch, or for each sample and each output.
    ///
    /// # Example
    /// ```
    /// use burdock::prelude::*;
    ///
    /// network! {
    ///     struct Mlp(x: [8]) -> (y: [1]) {
    ///         y = x -> dense(30, elu) -> dense(1);
    ///     }
    /// }
    ///
    /// let trainer: Trainer<Mlp, f32> = Trainer::new(MeanSquaredError, Adam::default());
    /// let memory = trainer.memory(10_000);
    /// assert_eq!(memory.weights, 4 * (8 * 30 + 30 + 30 + 1));
    /// assert_eq!(memory.optimizer_state, 2 * memory.weights);
    /// println!("{memory}");
    /// ```
    pub fn memory(&self, samples: usize) -> FitMemory
    where
        N: Trainable,
    {
        let (training, validation) = match self.validation {
            Validation::None => (samples, 0),
            Validation::Set(data) => (samples, data.map_or(0, |data| data.x.len())),
            Validation::Split(fraction) => {
                let training = split_at(samples, fraction).min(samples);
                (training, samples - training)
            }
        };
        let batch = self.batch_size.min(training);
        let gradients = GradientSizes::of::<N>(&*self.optimizer, self.compute.thread_count());
        let (sample, place) = match self.shuffled {
            true => (size_of::<N::Input>() + size_of::<Y>(), size_of::<usize>()),
            false => (0, 0),
        };
        let losses = N::OUTPUTS.len() * size_of::<f32>();
        let each = sample + size_of::<N::Output>() + losses;
        let optimizer_state =
            self.optimizer.slots().len() * N::WEIGHT_BYTES + size_of_val(self.state.scalars());
        FitMemory {
            weights: N::WEIGHT_BYTES,
            optimizer_state,
            gradients: gradients.bytes(),
            workspace: workspace::<N>(batch).saturating_mul(size_of::<f32>()),
            batch: batch.saturating_mul(each).saturating_add(training.saturating_mul(place)),
            validation: Evaluation::<N, Y>::bytes(validation),
            last_good: N::WEIGHT_BYTES + optimizer_state,
        }
    }
}

/// As [`Trainable::workspace`], which grows linearly with the samples; but `usize::MAX` if it
/// would overflow.
fn workspace<N: Trainable>(batch: usize) -> usize {
    let once = N::workspace(0);
    let each = N::workspace(1) - once;
    batch.saturating_mul(each).saturating_add(once)
}
