//! An optimizer for the way of gradients through their buffer, beside the fused one.

use burdock::optimizers::{Optimizer, OptimizerError, Slots};
use burdock::prelude::*;

/// Plain descent that does not say so, and therefore goes through the gradients' buffer.
#[derive(Clone, Copy)]
pub struct Buffered(pub Sgd);

impl Optimizer for Buffered {
    fn name(&self) -> &'static str {
        "buffered"
    }
    fn check(&self) -> Result<(), OptimizerError> {
        self.0.check()
    }
    fn learning_rate(&self) -> f32 {
        self.0.learning_rate
    }
    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.0.set_learning_rate(learning_rate);
    }
    fn update(
        &self,
        compute: &Compute,
        step: u64,
        parameters: &mut [f32],
        gradient: &[f32],
        slots: Slots<'_>,
    ) {
        self.0.update(compute, step, parameters, gradient, slots);
    }
}
