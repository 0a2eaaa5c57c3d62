//! How gradients change parameters.
//!
//! An optimizer is its settings; what it keeps from step to step, such as velocities, is an
//! [`OptimizerState`] of plain numbers that the trainer owns, so that it can be kept and resumed.
//! Settings are serde's data: what is read is checked as `fit` checks it.

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

    /// Whether the settings make sense.
    ///
    /// # Errors
    /// The setting at fault.
    fn check(&self) -> Result<(), OptimizerError>;

    /// The learning rate of the next step.
    fn learning_rate(&self) -> f32;

    /// Changes the learning rate from the next step on.
    fn set_learning_rate(&mut self, learning_rate: f32);

    /// What it keeps for each number of the network, each of them one buffer of zeros at first:
    /// `["velocity"]`, or nothing.
    fn slots(&self) -> &'static [&'static str] {
        &[]
    }

    /// What it keeps once for the whole network, each with its value before the first step:
    /// `[("momentum_product", 1.0)]`, or nothing.
    fn scalars(&self) -> &'static [(&'static str, f64)] {
        &[]
    }

    /// The rate, if the rule is `parameter -= rate · gradient` and nothing else. Then the
    /// update happens inside the gradient's product, [`update`](Optimizer::update) is not
    /// called, and there is no buffer of gradients; unless the network is not
    /// [`FUSED`](crate::network::Trainable::FUSED). The bits are the same either way.
    fn fused_rate(&self) -> Option<f32> {
        None
    }

    /// Begins a step, before any parameters are updated: moves the scalars on. `step` counts
    /// all steps from 1.
    fn begin_step(&self, _step: u64, _scalars: &mut [f64]) {}

    /// Changes a run of parameters by their gradient, in the step that was begun. Each parameter
    /// is in one run of a step, and a weight may be in several.
    fn update(
        &self,
        compute: &Compute,
        step: u64,
        parameters: &mut [f32],
        gradient: &[f32],
        slots: Slots<'_>,
    );
}
