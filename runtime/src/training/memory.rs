//! How much memory a fit takes, known before it begins.

use super::Trainer;
use super::check::split_at;
use super::evaluate::Evaluation;
use super::gradients::GradientSizes;
use super::trainer::Validation;
use crate::network::{Network, Trainable};
use core::fmt;

/// The bytes that a fit takes, all of them before its first step; the data are not counted, nor
/// are the few hundred bytes of names and tables. To check the targets of several heads, those of
/// one head are copied, and given back before the first step. What is more than can be counted is
/// `usize::MAX`.
///
/// Displayed it is a table with a line for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FitMemory {
    /// The network itself.
    pub weights: usize,
    /// What the optimizer keeps; nothing for plain descent.
    pub optimizer_state: usize,
    /// The gradients that are kept: nothing where the update happens inside the gradient's product,
    /// a few rows of a weight where it follows at once. Otherwise all: in a network that is small,
    /// or has a layer that is used more than once or written by hand, and on several threads.
    pub gradients: usize,
    /// What the layers give, and the gradients with respect to it, for a batch.
    pub workspace: usize,
    /// The samples of a batch, its outputs and its losses, and the order of all samples.
    pub batch: usize,
    /// What the comparison with validation data takes.
    pub validation: usize,
    /// A copy of the network and of what the optimizer keeps, as they were last found to be sound.
    pub last_good: usize,
}

impl FitMemory {
    /// All together.
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
    /// How much memory a fit to so many samples takes. Samples with weights take 4 bytes more
    /// for each of a batch, or for each and each output.
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

/// As [`Trainable::workspace`], which grows by as much with each sample; but `usize::MAX` where it
/// would be more.
fn workspace<N: Trainable>(batch: usize) -> usize {
    let once = N::workspace(0);
    let each = N::workspace(1) - once;
    batch.saturating_mul(each).saturating_add(once)
}
