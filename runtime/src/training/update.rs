//! What becomes of the gradients of one step.
//!
//! Both ways stand still once the step is halted, because its loss was not finite: so that the
//! parameters remain those before the step.

use crate::compute::Compute;
use crate::kernels::dense::{weight_gradient, weight_update};
use crate::kernels::rows::Rows;
use crate::network::Update;
use core::cell::Cell;

/// Plain gradient descent inside the gradient's product.
pub(super) struct FusedDescent<'a> {
    pub(super) rate: f32,
    pub(super) halted: &'a Cell<bool>,
}

impl Update for FusedDescent<'_> {
    fn dense(
        &mut self,
        compute: &Compute,
        _offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
        _accumulate: bool,
    ) {
        if !self.halted.get() {
            weight_update(compute, input, delta, self.rate, weight, bias);
        }
    }

    fn gradient(
        &mut self,
        _offset: usize,
        length: usize,
        _accumulate: bool,
        fill: &mut dyn FnMut(&mut [f32]),
    ) {
        debug_assert_eq!(length, 0, "a network with such gradients is not fused");
        if !self.halted.get() {
            fill(&mut []);
        }
    }
}

/// Gradients into a buffer as long as the network, for an optimizer to walk over.
pub(super) struct Gradients<'a> {
    pub(super) buffer: &'a mut [f32],
    pub(super) halted: &'a Cell<bool>,
}

impl Update for Gradients<'_> {
    fn dense(
        &mut self,
        compute: &Compute,
        offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
        accumulate: bool,
    ) {
        if !self.halted.get() {
            let gradients = &mut self.buffer[offset..][..weight.len() + bias.len()];
            let (weight, bias) = gradients.split_at_mut(weight.len());
            weight_gradient(compute, input, delta, accumulate, weight, bias);
        }
    }

    fn gradient(
        &mut self,
        offset: usize,
        length: usize,
        accumulate: bool,
        fill: &mut dyn FnMut(&mut [f32]),
    ) {
        if !self.halted.get() {
            let gradient = &mut self.buffer[offset..][..length];
            if !accumulate {
                gradient.fill(0.0);
            }
            fill(gradient);
        }
    }
}
