//! Optimizers: how gradients change parameters.
//!
//! An optimizer holds only its settings. What changes from step to step, such as velocities, is an
//! [`OptimizerState`] that the trainer owns, so that it can be saved and resumed.
//! Settings implement serde; deserialising checks them as `fit` does.

mod adam;
mod error;
mod moments;
mod nadam;
mod sgd;
mod state;
mod unchecked;

pub use adam::Adam;
pub use error::OptimizerError;
pub use nadam::Nadam;
pub use sgd::Sgd;
pub use state::{OptimizerState, Slots};

use crate::compute::Compute;

/// A rule that turns gradients into updates.
pub trait Optimizer {
    /// The name in messages, such as `sgd`.
    fn name(&self) -> &'static str;

    /// Checks the settings.
    ///
    /// # Errors
    /// The invalid setting.
    fn check(&self) -> Result<(), OptimizerError>;

    /// The learning rate of the next step.
    fn learning_rate(&self) -> f32;

    /// Changes the learning rate from the next step on.
    fn set_learning_rate(&mut self, learning_rate: f32);

    /// The names of the state tensors, each with an element for each parameter, 0 at first:
    /// `["velocity"]`, or empty.
    fn slots(&self) -> &'static [&'static str] {
        &[]
    }

    /// The scalars of the state, one for the whole network, each with its initial value:
    /// `[("momentum_product", 1.0)]`, or empty.
    fn scalars(&self) -> &'static [(&'static str, f64)] {
        &[]
    }

    /// The learning rate, if the rule is `parameter -= rate · gradient` and nothing else. Then the
    /// update is fused with the gradient's product, [`update`](Optimizer::update) is not
    /// called, and there is no buffer of gradients; unless the network is not
    /// [`FUSED`](crate::network::Trainable::FUSED). The results are bit-identical either way.
    fn fused_rate(&self) -> Option<f32> {
        None
    }

    /// Begins a step, before any parameters are updated: updates the scalars. `step` counts
    /// all steps from 1.
    fn begin_step(&self, _step: u64, _scalars: &mut [f64]) {}

    /// Updates contiguous parameters by their gradient, in the current step. Each parameter
    /// is updated once in a step; a weight may be divided among several calls.
    fn update(
        &self,
        compute: &Compute,
        step: u64,
        parameters: &mut [f32],
        gradient: &[f32],
        slots: Slots<'_>,
    );
}
