//! Adam: steps of similar size for each parameter, whatever the size of its gradient.

use super::moments::{SLOTS, check, power};
use super::unchecked::UncheckedAdam;
use super::{Optimizer, OptimizerError, Slots};
use crate::compute::Compute;
use crate::kernels::update::{Moments, adapt};
use serde::{Deserialize, Serialize};

/// Descent along the mean gradient, divided by the root of its mean square. In step t:
///
/// ```text
/// m <- beta1 · m + (1 - beta1) · gradient
/// v <- beta2 · v + (1 - beta2) · gradient²
/// rate = learning_rate · √(1 - beta2^t) / (1 - beta1^t)
/// parameter <- parameter - rate · m / (√v + epsilon)
/// ```
///
/// `epsilon` is the paper's "epsilon hat", from the text before section 2.1, as in Keras; not as in
/// PyTorch, which divides the moments by their corrections first.
///
/// Source: Kingma & Ba, *Adam: a method for stochastic optimization*, 2015; `Adam` of Keras 3.
///
/// # Example
/// ```
/// use burdock::optimizers::{Adam, Optimizer};
///
/// assert!(Adam::new(0.001).beta1(0.95).check().is_ok());
/// let fault = Adam::default().beta2(1.0).check().unwrap_err();
/// assert_eq!(fault.to_string(), "the beta2 of adam must be 0 or above and below 1, not 1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedAdam")]
pub struct Adam {
    /// Roughly the size of a step: 0 or above, default 0.001.
    pub learning_rate: f32,
    /// The decay rate of the first moment: from 0 to below 1, default 0.9. It is an
    /// `f64`, because 1 - beta needs the precision.
    pub beta1: f64,
    /// The decay rate of the second moment: from 0 to below 1, default 0.999.
    pub beta2: f64,
    /// Keeps the step finite where the gradient is 0: above 0, default 1e-7.
    pub epsilon: f32,
}

impl Default for Adam {
    fn default() -> Self {
        Self::new(0.001)
    }
}

impl Adam {
    /// With this learning rate, and the defaults for all other settings. `fit` rejects an invalid
    /// rate.
    pub const fn new(learning_rate: f32) -> Self {
        Self { learning_rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }
    }

    /// Sets the decay rate of the first moment.
    pub const fn beta1(mut self, beta1: f64) -> Self {
        self.beta1 = beta1;
        self
    }

    /// Sets the decay rate of the second moment.
    pub const fn beta2(mut self, beta2: f64) -> Self {
        self.beta2 = beta2;
        self
    }

    /// Sets the constant that is added to the root of the mean square.
    pub const fn epsilon(mut self, epsilon: f32) -> Self {
        self.epsilon = epsilon;
        self
    }
}

impl Optimizer for Adam {
    fn name(&self) -> &'static str {
        "adam"
    }

    fn check(&self) -> Result<(), OptimizerError> {
        check(self.name(), self.learning_rate, [self.beta1, self.beta2], self.epsilon)
    }

    fn learning_rate(&self) -> f32 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.learning_rate = learning_rate;
    }

    fn slots(&self) -> &'static [&'static str] {
        &SLOTS
    }

    fn update(
        &self,
        compute: &Compute,
        step: u64,
        parameters: &mut [f32],
        gradient: &[f32],
        slots: Slots<'_>,
    ) {
        let Self { learning_rate, beta1, beta2, epsilon } = *self;
        let correction = (1.0 - power(beta2, step)).sqrt() / (1.0 - power(beta1, step));
        let coefficients = Moments {
            first: (1.0 - beta1) as f32,
            second: (1.0 - beta2) as f32,
            of_moment: (f64::from(learning_rate) * correction) as f32,
            of_gradient: 0.0,
            epsilon,
        };
        let [first, second] = slots.split();
        adapt(compute, coefficients, parameters, gradient, first, second);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimizers::OptimizerState;

    /// The paper's algorithm 1 with epsilon hat, element by element in f64.
    #[test]
    fn thirty_steps_are_those_of_the_paper() {
        let adam = Adam::new(0.01).beta1(0.8).beta2(0.99).epsilon(1e-3);
        let mut state = OptimizerState::new(&adam, 1);
        let (mut parameters, mut expected) = ([0.3], 0.3);
        let (mut m, mut v) = (0.0, 0.0);
        for t in 1..=30 {
            let gradient = (f64::from(t) * 0.7).sin();
            m = 0.8 * m + 0.2 * gradient;
            v = 0.99 * v + 0.01 * gradient * gradient;
            let rate = 0.01 * (1.0 - 0.99_f64.powi(t)).sqrt() / (1.0 - 0.8_f64.powi(t));
            expected -= rate * m / (v.sqrt() + 1e-3);
            let step = state.begin_step(&adam);
            let slots = state.slots(0..1);
            adam.update(&Compute::portable(), step, &mut parameters, &[gradient as f32], slots);
            assert!((f64::from(parameters[0]) - expected).abs() < 1e-6, "step {t}");
        }
    }

    #[test]
    fn settings_that_make_no_sense_are_refused() {
        assert_eq!(Adam::default().check(), Ok(()));
        let rate = Adam::new(f32::NAN).check();
        assert!(matches!(rate, Err(OptimizerError::LearningRate { optimizer: "adam", .. })));
        for value in [-0.1, 1.0, f64::NAN] {
            let first = Adam::default().beta1(value).check();
            assert!(matches!(first, Err(OptimizerError::Decay { setting: "beta1", .. })));
            let second = Adam::default().beta2(value).check();
            assert!(matches!(second, Err(OptimizerError::Decay { setting: "beta2", .. })));
        }
        for value in [0.0, -1e-7, f32::INFINITY, f32::NAN] {
            let epsilon = Adam::default().epsilon(value).check();
            assert!(matches!(epsilon, Err(OptimizerError::Epsilon { .. })), "{value}");
        }
    }
}
