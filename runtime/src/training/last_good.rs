//! A copy of the last finite state of a fit, from which model and trainer are restored.
//!
//! A step whose loss is finite may still overflow the parameters, which shows only in a later loss
//! or at the end of the epoch. So a copy is made before the first step and renewed
//! after an epoch in which all values were found to be finite.

use super::Trainer;
use crate::memory::{flat, flat_mut};
use crate::network::Network;
use crate::optimizers::OptimizerState;
use core::fmt;
use core::slice::{from_mut, from_ref};
use std::vec::Vec;

/// How many steps must have been taken since the last copy. A check and a copy take about as long
/// as two steps with a single sample, the shortest there are, and so less than 1 % of the steps.
const STEPS: u64 = 256;

/// The state to which a fit that ends in an error restores the model and the trainer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restored {
    /// The state before the fit.
    BeforeFit,
    /// The state after this epoch, from 1 over all fits of the trainer.
    AfterEpoch(usize),
}

impl fmt::Display for Restored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BeforeFit => f.write_str("before the fit"),
            Self::AfterEpoch(epoch) => write!(f, "after epoch {epoch}"),
        }
    }
}

/// A copy of a finite state.
pub(super) struct LastGood {
    parameters: Vec<f32>,
    optimizer: OptimizerState,
    learning_rate: f32,
    /// How many epochs had been completed; the history has a record for each.
    epochs: usize,
    restored: Restored,
}

impl LastGood {
    /// Copies the state before the first step.
    pub(super) fn new<N: Network, Y>(network: &N, trainer: &Trainer<'_, N, Y>) -> Self {
        Self {
            parameters: flat(from_ref(network)).to_vec(),
            optimizer: trainer.state.clone(),
            learning_rate: trainer.optimizer.learning_rate(),
            epochs: trainer.epochs,
            restored: Restored::BeforeFit,
        }
    }

    /// Copies the state after an epoch that was found to be finite, if the last copy is old enough.
    pub(super) fn renew<N: Network, Y>(&mut self, network: &N, trainer: &Trainer<'_, N, Y>) {
        if trainer.state.step - self.optimizer.step < STEPS {
            return;
        }
        self.parameters.copy_from_slice(flat(from_ref(network)));
        self.optimizer.copy_from(&trainer.state);
        self.learning_rate = trainer.optimizer.learning_rate();
        self.epochs = trainer.epochs;
        self.restored = Restored::AfterEpoch(trainer.epochs);
    }

    /// Restores model and trainer, and returns which state that is.
    pub(super) fn restore<N: Network, Y>(
        &self,
        network: &mut N,
        trainer: &mut Trainer<'_, N, Y>,
    ) -> Restored {
        flat_mut(from_mut(network)).copy_from_slice(&self.parameters);
        trainer.state.copy_from(&self.optimizer);
        trainer.optimizer.set_learning_rate(self.learning_rate);
        trainer.epochs = self.epochs;
        trainer.history.epochs.truncate(self.epochs);
        self.restored
    }
}
