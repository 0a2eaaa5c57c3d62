//! Which model a trainer trains: fitting again continues training, so it must be the same one.

use super::{History, TrainError, Trainer};
use crate::memory::flat;
use crate::model::Model;
use crate::network::Network;
use crate::optimizers::OptimizerState;
use core::slice::from_ref;

impl<N: Network, Y: 'static> Trainer<'_, N, Y> {
    /// Begins anew, with any model: forgets the optimizer's state, the epochs and their history,
    /// and goes back to the learning rate that the optimizer was given with, or that
    /// [`set_learning_rate`](Trainer::set_learning_rate) set last.
    ///
    /// All other settings stay, so that the next fit is that of a trainer made in the same way. What
    /// a callback remembers is its own: one that is to begin anew with each fit does so in
    /// [`on_train_begin`](crate::callbacks::Callback::on_train_begin).
    ///
    /// # Example
    /// ```
    /// use burdock::prelude::*;
    /// use burdock::training::TrainError;
    ///
    /// network! {
    ///     struct Line(x: [1]) -> (y: [1]) {
    ///         y = x -> dense(1);
    ///     }
    /// }
    ///
    /// let data = Dataset::new(vec![[1.0], [2.0]], vec![2.0, 4.0])?;
    /// let mut trainer = Trainer::new(MeanSquaredError, Adam::new(0.01));
    /// trainer.fit(&mut Line::new(Seed(1)), &data, 3)?;
    ///
    /// let mut another = Line::new(Seed(2));
    /// let error = trainer.fit(&mut another, &data, 3).unwrap_err();
    /// assert!(matches!(error, TrainError::ModelDiffers { .. }));
    ///
    /// trainer.reset();
    /// trainer.fit(&mut another, &data, 3)?;
    /// assert_eq!(trainer.epochs(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reset(&mut self) {
        self.state = OptimizerState::new(&*self.optimizer, N::PARAMETER_COUNT);
        self.optimizer.set_learning_rate(self.initial_learning_rate);
        self.epochs = 0;
        self.history = History::default();
        self.model = None;
    }

    /// Continues with this model in place of the one that was trained; the trainer keeps the
    /// optimizer's state, the epochs and their history.
    ///
    /// For a model that was changed on purpose between two fits: parameters that were set directly
    /// or loaded from a file, an average of several models.
    ///
    /// # Example
    /// ```
    /// use burdock::prelude::*;
    ///
    /// network! {
    ///     struct Line(x: [1]) -> (y: [1]) {
    ///         y = x -> dense(1);
    ///     }
    /// }
    ///
    /// let data = Dataset::new(vec![[1.0], [2.0]], vec![2.0, 4.0])?;
    /// let mut trainer = Trainer::new(MeanSquaredError, Adam::new(0.01));
    /// let mut model = Line::new(Seed(1));
    /// trainer.fit(&mut model, &data, 3)?;
    ///
    /// model.y.bias[0] = 0.0;
    /// trainer.continue_with(&model);
    /// trainer.fit(&mut model, &data, 3)?;
    /// assert_eq!(trainer.epochs(), 6);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn continue_with<M: Model<Network = N>>(&mut self, model: &M) {
        self.remember(model.network());
    }

    /// Rejects a model that is not as the last fit, or the loaded state, left it.
    pub(super) fn check_model(&self, network: &N) -> Result<(), TrainError> {
        let found = fingerprint(flat(from_ref(network)));
        match self.model {
            Some(Known { fingerprint: expected, .. }) if expected == found => Ok(()),
            Some(Known { fingerprint: expected, of_state: true }) => {
                Err(TrainError::StateDiffers { expected, found })
            }
            Some(Known { fingerprint: expected, .. }) => {
                Err(TrainError::ModelDiffers { expected, found })
            }
            None => Ok(()),
        }
    }

    /// Records the model, as it is now, as the one that is trained.
    pub(super) fn remember(&mut self, network: &N) {
        let fingerprint = fingerprint(flat(from_ref(network)));
        self.model = Some(Known { fingerprint, of_state: false });
    }
}

/// The model that a trainer goes on with.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) fingerprint: u32,
    /// Whether a loaded state names it, and no fit has been since.
    pub(super) of_state: bool,
}

/// The CRC-32 of the elements as little-endian bytes.
fn fingerprint(elements: &[f32]) -> u32 {
    const BLOCK: usize = 1024;
    let mut hasher = crc32fast::Hasher::new();
    let mut bytes = [0; BLOCK * size_of::<f32>()];
    for elements in elements.chunks(BLOCK) {
        let bytes = &mut bytes[..size_of_val(elements)];
        let (words, _) = bytes.as_chunks_mut();
        for (word, element) in words.iter_mut().zip(elements) {
            *word = element.to_le_bytes();
        }
        hasher.update(bytes);
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn the_fingerprint_is_that_of_all_bytes() {
        for length in [0, 1, 1023, 1024, 1025, 5000] {
            let elements: Vec<f32> = (0..length).map(|at| (at as f32).sin()).collect();
            let bytes: Vec<u8> = elements.iter().flat_map(|it| it.to_le_bytes()).collect();
            assert_eq!(fingerprint(&elements), crc32fast::hash(&bytes), "{length}");
        }
    }
}
