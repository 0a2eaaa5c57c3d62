//! What a callback can read and change during a fit.

use crate::optimizers::Optimizer;
use crate::training::Report;
use core::fmt;

/// The progress of a fit, its loss and metrics, and the model.
#[non_exhaustive]
pub struct Context<'a, N> {
    /// The epoch, from 1, over all fits of the trainer; before the first epoch, the last one of
    /// the previous fit, or 0.
    pub epoch: usize,
    /// The last epoch of the fit.
    pub epochs: usize,
    /// How many steps of the epoch have been taken.
    pub step: usize,
    /// The number of steps in an epoch.
    pub steps: usize,
    /// The loss and the metrics of the epoch so far.
    pub report: &'a Report,
    /// The network, which a callback may change.
    pub model: &'a mut N,
    pub(crate) optimizer: &'a mut dyn Optimizer,
}

impl<N> Context<'_, N> {
    /// The learning rate of the next step.
    pub fn learning_rate(&self) -> f32 {
        self.optimizer.learning_rate()
    }

    /// Changes the learning rate from the next step on.
    pub fn set_learning_rate(&mut self, learning_rate: f32) {
        self.optimizer.set_learning_rate(learning_rate);
    }
}

impl<N> fmt::Debug for Context<'_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("epoch", &self.epoch)
            .field("epochs", &self.epochs)
            .field("step", &self.step)
            .field("steps", &self.steps)
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}
