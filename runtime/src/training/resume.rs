//! Going on later, in another process, as if there had been no pause.

use super::Trainer;
use super::identity::Known;
use crate::io::state::{TrainingState, load, save};
use crate::io::{Architecture, LoadError, SaveError};
use crate::network::Network;
use std::borrow::Cow;
use std::path::Path;

impl<N: Network, Y: 'static> Trainer<'_, N, Y> {
    /// Writes where training stands to a file: the optimizer's state, the learning rate, and the
    /// epochs with their history; from their number the order of the next one follows.
    ///
    /// The network is saved beside it, by [`Persist::save`](crate::io::Persist::save). A trainer
    /// that is made as this one was and loads the state goes on to the same bits. The state knows
    /// its network by a checksum, so that it goes on with no other.
    ///
    /// # Errors
    /// If the state is not finite, or the file cannot be written; then the old one is untouched,
    /// and nothing is left behind.
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

    /// Takes over where the training stood that wrote the file. The next fit goes on with the
    /// network that was saved with it.
    ///
    /// # Errors
    /// If the file cannot be read, is damaged, was written by another program, or does not hold
    /// exactly the state of this optimizer for this network: in all cases the trainer stays as it
    /// is. That the parameters are those of another file is found by [`fit`](Trainer::fit).
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
