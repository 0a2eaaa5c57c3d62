//! Saves and loads a trainer's state, to continue training in another process.

use super::Trainer;
use super::identity::Known;
use crate::io::state::{TrainingState, load, save};
use crate::io::{Architecture, LoadError, SaveError};
use crate::network::Network;
use std::borrow::Cow;
use std::path::Path;

impl<N: Network, Y: 'static> Trainer<'_, N, Y> {
    /// Writes the state of training to a file: the optimizer's state, the learning rate, and the
    /// epochs with their history. The number of epochs determines the order of the next one.
    ///
    /// The network is saved separately, by [`Persist::save`](crate::io::Persist::save). A trainer
    /// with the same settings that loads the state continues with bit-identical results. The state
    /// has a checksum of the network's parameters, so that it continues with no other.
    ///
    /// # Errors
    /// If the state is not finite, or the file cannot be written; then the old file is unchanged,
    /// and no partial file is left.
    pub fn save_state(&self, path: impl AsRef<Path>) -> Result<(), SaveError> {
        let state = TrainingState {
            epochs: self.epochs as u64,
            model: self.model.map(|model| model.fingerprint),
            history: Cow::Borrowed(&self.history),
            learning_rate: self.optimizer.learning_rate(),
            optimizer: Cow::Borrowed(&self.state),
        };
        save(Architecture::of::<N>(), &state, &*self.optimizer, path.as_ref())
    }

    /// Loads the state of training from a file. The next fit continues with the
    /// network that was saved with it.
    ///
    /// # Errors
    /// If the file cannot be read, is damaged, was written by another program, or does not hold
    /// exactly the state of this optimizer for this network: in all cases the trainer is
    /// unchanged. Whether the parameters belong to this state is checked by [`fit`](Trainer::fit).
    pub fn load_state(&mut self, path: impl AsRef<Path>) -> Result<(), LoadError> {
        let state = load(Architecture::of::<N>(), &*self.optimizer, path.as_ref())?;
        self.epochs = state.epochs as usize;
        self.model = state.model.map(|fingerprint| Known { fingerprint, of_state: true });
        self.history = state.history.into_owned();
        self.optimizer.set_learning_rate(state.learning_rate);
        self.state = state.optimizer.into_owned();
        Ok(())
    }
}
