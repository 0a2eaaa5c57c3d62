//! How gradients change parameters.
//!
//! An optimizer is its settings; what it keeps for each parameter, such as velocities, is an
//! [`OptimizerState`] of flat buffers that the trainer owns, so that it can be kept and resumed.

mod error;
mod sgd;
mod state;

pub use error::OptimizerError;
pub use sgd::Sgd;
pub use state::{OptimizerState, Slots};

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

    /// The rate, if the rule is `parameter -= rate · gradient` and nothing else. Then the
    /// update happens inside the gradient's product, [`update`](Optimizer::update) is not
    /// called, and there is no buffer of gradients.
    fn fused_rate(&self) -> Option<f32> {
        None
    }

    /// Changes a run of parameters by their gradient. `step` counts all steps from 1.
    fn update(&self, step: u64, parameters: &mut [f32], gradient: &[f32], slots: Slots<'_>);
}
