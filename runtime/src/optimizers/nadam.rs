//! Nadam: Adam with Nesterov momentum.

use super::moments::{SLOTS, check, power};
use super::unchecked::UncheckedNadam;
use super::{Optimizer, OptimizerError, Slots};
use crate::compute::Compute;
use crate::kernels::update::{Moments, adapt};
use serde::{Deserialize, Serialize};

/// Adam with Nesterov's momentum, which grows towards beta1 in the first steps. In step t:
///
/// ```text
/// u(t) = beta1 · (1 - 0.96^t / 2),  p(t) = u(1) · u(2) · .. · u(t)
/// m <- beta1 · m + (1 - beta1) · gradient
/// v <- beta2 · v + (1 - beta2) · gradient²
/// ahead = u(t + 1) · m / (1 - p(t + 1)) + (1 - u(t)) · gradient / (1 - p(t))
/// parameter <- parameter - learning_rate · ahead / (√(v / (1 - beta2^t)) + epsilon)
/// ```
///
/// The schedule is that of Keras 3, 0.96^t; Dozat's is slower, 0.96^(t/250). The product p is part
/// of the state.
///
/// Source: Dozat, *Incorporating Nesterov momentum into Adam*, 2016; `Nadam` of Keras 3.
///
/// # Example
/// ```
/// use burdock::optimizers::{Nadam, Optimizer};
///
/// assert!(Nadam::new(0.001).check().is_ok());
/// let fault = Nadam::default().epsilon(0.0).check().unwrap_err();
/// assert_eq!(fault.to_string(), "the epsilon of nadam must be above 0 and finite, not 0");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedNadam")]
pub struct Nadam {
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

impl Default for Nadam {
    fn default() -> Self {
        Self::new(0.001)
    }
}

impl Nadam {
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

    /// The momentum of a step, u(t).
    fn momentum(&self, step: u64) -> f64 {
        self.beta1 * (1.0 - 0.5 * power(0.96, step))
    }
}

impl Optimizer for Nadam {
    fn name(&self) -> &'static str {
        "nadam"
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

    fn scalars(&self) -> &'static [(&'static str, f64)] {
        &[("momentum_product", 1.0)]
    }

    fn begin_step(&self, step: u64, scalars: &mut [f64]) {
        for product in scalars {
            *product *= self.momentum(step);
        }
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
        let [product] = slots.scalars();
        let (now, next) = (self.momentum(step), self.momentum(step + 1));
        // Numerator and denominator are both multiplied by the root of v's correction.
        let root = (1.0 - power(beta2, step)).sqrt();
        let rate = f64::from(learning_rate) * root;
        let coefficients = Moments {
            first: (1.0 - beta1) as f32,
            second: (1.0 - beta2) as f32,
            of_moment: (rate * next / (1.0 - product * next)) as f32,
            of_gradient: (rate * (1.0 - now) / (1.0 - product)) as f32,
            epsilon: (f64::from(epsilon) * root) as f32,
        };
        let [first, second] = slots.split();
        adapt(compute, coefficients, parameters, gradient, first, second);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimizers::OptimizerState;

    #[test]
    fn thirty_steps_are_those_of_the_formula() {
        let nadam = Nadam::new(0.01).beta1(0.8).beta2(0.99).epsilon(1e-3);
        let mut state = OptimizerState::new(&nadam, 1);
        let (mut parameters, mut expected) = ([0.3], 0.3);
        let (mut m, mut v, mut product) = (0.0, 0.0, 1.0);
        let u = |t: i32| 0.8 * (1.0 - 0.5 * 0.96_f64.powi(t));
        for t in 1..=30 {
            let gradient = (f64::from(t) * 0.7).sin();
            product *= u(t);
            m = 0.8 * m + 0.2 * gradient;
            v = 0.99 * v + 0.01 * gradient * gradient;
            let ahead = u(t + 1) * m / (1.0 - product * u(t + 1))
                + (1.0 - u(t)) * gradient / (1.0 - product);
            expected -= 0.01 * ahead / ((v / (1.0 - 0.99_f64.powi(t))).sqrt() + 1e-3);
            let step = state.begin_step(&nadam);
            let slots = state.slots(0..1);
            nadam.update(&Compute::portable(), step, &mut parameters, &[gradient as f32], slots);
            assert!((f64::from(parameters[0]) - expected).abs() < 1e-6, "step {t}");
        }
    }

    #[test]
    fn settings_that_make_no_sense_are_refused() {
        assert_eq!(Nadam::default().check(), Ok(()));
        let rate = Nadam::new(-1.0).check();
        assert!(matches!(rate, Err(OptimizerError::LearningRate { optimizer: "nadam", .. })));
        let decay = Nadam::default().beta1(1.0).check();
        assert!(matches!(decay, Err(OptimizerError::Decay { setting: "beta1", .. })));
    }
}
