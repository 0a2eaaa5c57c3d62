//! How the gradients of a step are applied.

use super::gradients::{Gradients, slab_rows};
use crate::compute::Compute;
use crate::kernels::dense::{weight_gradient, weight_update};
use crate::kernels::rows::Rows;
use crate::network::{Share, Update};
use crate::optimizers::{Optimizer, OptimizerState};

/// Plain gradient descent fused with the gradient's product, for a network that allows it.
pub(super) struct FusedDescent {
    pub(super) rate: f32,
}

impl Update for FusedDescent {
    fn dense(
        &mut self,
        compute: &Compute,
        _offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
        _share: Share,
    ) {
        weight_update(compute, input, delta, self.rate, weight, bias);
    }

    fn gradient(
        &mut self,
        _offset: usize,
        length: usize,
        _share: Share,
        fill: &mut dyn FnMut(&mut [f32]),
    ) {
        debug_assert_eq!(length, 0, "a network with such gradients is not fused");
        fill(&mut []);
    }
}

/// Applies every gradient by an optimizer: complete ones at once, accumulated ones at the end of
/// the step.
pub(super) struct Updates<'a> {
    pub(super) optimizer: &'a dyn Optimizer,
    pub(super) step: u64,
    pub(super) state: &'a mut OptimizerState,
    pub(super) gradients: &'a mut Gradients,
}

impl Updates<'_> {
    /// Applies the accumulated gradients to the network's parameters.
    pub(super) fn finish(self, compute: &Compute, numbers: &mut [f32]) {
        let Self { optimizer, step, state, gradients, .. } = self;
        gradients.take(|range, gradient| {
            let slots = state.slots(range.clone());
            optimizer.update(compute, step, &mut numbers[range], gradient, slots);
        });
    }

    /// Computes some rows of the gradient, and applies them, until all are done.
    fn slabs(
        &mut self,
        compute: &Compute,
        offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
    ) {
        let Self { optimizer, step, ref mut state, ref mut gradients, .. } = *self;
        let (inputs, outputs) = (input.width(), delta.width());
        let rows = slab_rows(outputs);
        let of_bias = offset + weight.len();
        for start in (0..inputs).step_by(rows) {
            let end = inputs.min(start + rows);
            let numbers = start * outputs..end * outputs;
            let is_last = end == inputs;
            let (gradient, rest) = gradients.slab.split_at_mut(numbers.len());
            let bias_gradient = &mut rest[..if is_last { bias.len() } else { 0 }];
            let columns = input.columns(start, end - start);
            weight_gradient(compute, columns, delta, false, gradient, bias_gradient);
            let slots = state.slots(offset + numbers.start..offset + numbers.end);
            optimizer.update(compute, step, &mut weight[numbers], gradient, slots);
            if !bias_gradient.is_empty() {
                let slots = state.slots(of_bias..of_bias + bias.len());
                optimizer.update(compute, step, bias, bias_gradient, slots);
            }
        }
    }
}

impl Update for Updates<'_> {
    fn dense(
        &mut self,
        compute: &Compute,
        offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
        share: Share,
    ) {
        if share == Share::Whole && !self.gradients.slab.is_empty() {
            return self.slabs(compute, offset, weight, bias, input, delta);
        }
        let gradient = self.gradients.gather(offset, weight.len() + bias.len(), share);
        let (weight, bias) = gradient.split_at_mut(weight.len());
        weight_gradient(compute, input, delta, share.is_further(), weight, bias);
    }

    fn gradient(
        &mut self,
        offset: usize,
        length: usize,
        share: Share,
        fill: &mut dyn FnMut(&mut [f32]),
    ) {
        let gradient = self.gradients.gather(offset, length, share);
        if !share.is_further() {
            gradient.fill(0.0);
        }
        fill(gradient);
    }
}
