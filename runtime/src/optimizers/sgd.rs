//! Stochastic gradient descent.

use super::{Optimizer, OptimizerError, Slots};

/// `parameter <- parameter - learning_rate · gradient`, with the gradient of one batch.
///
/// # Example
/// ```
/// use burdock::optimizers::{Optimizer, Sgd};
/// assert!(Sgd::new(0.01).check().is_ok());
/// let fault = Sgd::new(-1.0).check().unwrap_err();
/// let text = "the learning rate of sgd must be 0 or above and finite, not -1";
/// assert_eq!(fault.to_string(), text);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sgd {
    /// How far a step goes: 0 or above, default 0.01.
    pub learning_rate: f32,
}

impl Default for Sgd {
    fn default() -> Self {
        Self::new(0.01)
    }
}

impl Sgd {
    /// Plain gradient descent with this learning rate. `fit` refuses one that makes no sense.
    pub const fn new(learning_rate: f32) -> Self {
        Self { learning_rate }
    }
}

impl Optimizer for Sgd {
    fn name(&self) -> &'static str {
        "sgd"
    }

    fn check(&self) -> Result<(), OptimizerError> {
        OptimizerError::check_rate(self.name(), self.learning_rate)
    }

    fn learning_rate(&self) -> f32 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.learning_rate = learning_rate;
    }

    fn fused_rate(&self) -> Option<f32> {
        Some(self.learning_rate)
    }

    fn update(&self, _step: u64, parameters: &mut [f32], gradient: &[f32], _slots: Slots<'_>) {
        for (parameter, gradient) in parameters.iter_mut().zip(gradient) {
            *parameter -= self.learning_rate * gradient;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimizers::OptimizerState;

    #[test]
    fn a_step_goes_against_the_gradient() {
        let sgd = Sgd::new(0.5);
        let mut parameters = [1.0, -2.0];
        let mut state = OptimizerState::new(&sgd, 2);
        sgd.update(1, &mut parameters, &[2.0, -1.0], state.slots(0..2));
        assert_eq!(parameters, [0.0, -1.5]);
    }

    #[test]
    fn rates_that_make_no_sense_are_refused() {
        for value in [-0.1, f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let Err(OptimizerError::LearningRate { optimizer: "sgd", value: found }) =
                Sgd::new(value).check()
            else {
                panic!("{value} was taken");
            };
            assert_eq!(found.to_bits(), value.to_bits());
        }
        assert_eq!(Sgd::new(0.0).check(), Ok(()));
    }
}
