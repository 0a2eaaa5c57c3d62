//! Stochastic gradient descent, plain or with momentum.

use super::unchecked::UncheckedSgd;
use super::{Optimizer, OptimizerError, Slots};
use crate::compute::Compute;
use crate::kernels::update::{Momentum, descend, descend_without_momentum};
use serde::{Deserialize, Serialize};

/// `parameter <- parameter - learning_rate · gradient`, with the gradient of one batch; or with a
/// momentum, which accumulates the gradients of earlier steps:
///
/// ```text
/// velocity  <- momentum · velocity - learning_rate · gradient
/// parameter <- parameter + velocity                                        (Polyak)
/// parameter <- parameter + momentum · velocity - learning_rate · gradient  (Nesterov)
/// ```
///
/// Without a momentum the update is fused with the gradient's product, and there is no state.
///
/// Source: `SGD` of Keras 3; Polyak 1964; Sutskever et al., *On the importance of initialization
/// and momentum in deep learning*, 2013.
///
/// # Example
/// ```
/// use burdock::optimizers::{Optimizer, Sgd};
///
/// assert!(Sgd::new(0.01).momentum(0.9).nesterov(true).check().is_ok());
/// let fault = Sgd::new(-1.0).check().unwrap_err();
/// let text = "the learning rate of sgd must be 0 or above and finite, not -1";
/// assert_eq!(fault.to_string(), text);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedSgd")]
pub struct Sgd {
    /// The factor of the gradient: 0 or above, default 0.01.
    pub learning_rate: f32,
    /// The factor of the velocity in each step: from 0 to below 1, default 0.
    pub momentum: f32,
    /// Whether to use Nesterov's momentum instead of Polyak's: default false.
    pub nesterov: bool,
}

impl Default for Sgd {
    fn default() -> Self {
        Self::new(0.01)
    }
}

impl Sgd {
    /// Plain gradient descent with this learning rate. `fit` rejects an invalid rate.
    pub const fn new(learning_rate: f32) -> Self {
        Self { learning_rate, momentum: 0.0, nesterov: false }
    }

    /// Sets the momentum: 0.9 is usual.
    pub const fn momentum(mut self, momentum: f32) -> Self {
        self.momentum = momentum;
        self
    }

    /// Sets whether to use Nesterov's momentum.
    pub const fn nesterov(mut self, nesterov: bool) -> Self {
        self.nesterov = nesterov;
        self
    }
}

impl Optimizer for Sgd {
    fn name(&self) -> &'static str {
        "sgd"
    }

    fn check(&self) -> Result<(), OptimizerError> {
        OptimizerError::check_rate(self.name(), self.learning_rate)?;
        OptimizerError::check_decay(self.name(), "momentum", f64::from(self.momentum))?;
        if self.nesterov && self.momentum == 0.0 {
            return Err(OptimizerError::NesterovWithoutMomentum);
        }
        Ok(())
    }

    fn learning_rate(&self) -> f32 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.learning_rate = learning_rate;
    }

    fn slots(&self) -> &'static [&'static str] {
        if self.momentum == 0.0 { &[] } else { &["velocity"] }
    }

    fn fused_rate(&self) -> Option<f32> {
        (self.momentum == 0.0).then_some(self.learning_rate)
    }

    fn update(
        &self,
        compute: &Compute,
        _step: u64,
        parameters: &mut [f32],
        gradient: &[f32],
        slots: Slots<'_>,
    ) {
        let Self { learning_rate: rate, momentum, nesterov } = *self;
        if momentum == 0.0 {
            descend_without_momentum(compute, rate, parameters, gradient);
        } else {
            let [velocity] = slots.split();
            let coefficients = Momentum { momentum, rate, nesterov };
            descend(compute, coefficients, parameters, gradient, velocity);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimizers::OptimizerState;

    /// Two steps from 1 along a gradient of 2, then of -1.
    fn two_steps(sgd: Sgd) -> f32 {
        let mut state = OptimizerState::new(&sgd, 1);
        let mut parameters = [1.0];
        for gradient in [2.0, -1.0] {
            let step = state.begin_step(&sgd);
            let slots = state.slots(0..1);
            sgd.update(&Compute::portable(), step, &mut parameters, &[gradient], slots);
        }
        parameters[0]
    }

    #[test]
    fn steps_go_against_the_gradient_and_on_along_the_velocity() {
        let sgd = Sgd::new(0.5);
        assert_eq!(two_steps(sgd), 1.0 - 1.0 + 0.5);
        // The velocity is -1, then -0.5 + 0.5.
        assert_eq!(two_steps(sgd.momentum(0.5)), 1.0 - 1.0 + 0.0);
        // Ahead: -0.5 - 1, then 0 + 0.5.
        assert_eq!(two_steps(sgd.momentum(0.5).nesterov(true)), 1.0 - 1.5 + 0.5);
    }

    #[test]
    fn settings_that_make_no_sense_are_refused() {
        for value in [-0.1, f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let Err(OptimizerError::LearningRate { optimizer: "sgd", value: found }) =
                Sgd::new(value).check()
            else {
                panic!("{value} was taken");
            };
            assert_eq!(found.to_bits(), value.to_bits());
        }
        for value in [-0.1, 1.0, f32::NAN] {
            let error = Sgd::new(0.1).momentum(value).check();
            assert!(
                matches!(error, Err(OptimizerError::Decay { setting: "momentum", .. })),
                "{value}: {error:?}"
            );
        }
        let ahead = Sgd::new(0.1).nesterov(true);
        assert_eq!(ahead.check(), Err(OptimizerError::NesterovWithoutMomentum));
        assert_eq!(Sgd::new(0.0).check(), Ok(()));
    }
}
