//! One training step, in memory taken beforehand.

use super::Objective;
use super::update::{FusedDescent, Gradients};
use crate::compute::Compute;
use crate::memory::{flat_mut, zeroed_slice};
use crate::network::{HeadBlock, Network, Trainable};
use crate::optimizers::{Optimizer, OptimizerState};
use core::cell::Cell;
use core::ops::Range;
use core::slice::from_mut;
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

/// The memory of training steps.
pub(super) struct StepMemory<N: Network> {
    outputs: Box<[N::Output]>,
    losses: Vec<f32>,
    workspace: Vec<f32>,
    /// As long as the network, or empty where the update is fused.
    gradients: Vec<f32>,
    trainable: Vec<Range<usize>>,
}

/// A batch with the part of the memory that it takes.
pub(super) struct Step<'s, N: Network, Y> {
    inputs: &'s [N::Input],
    targets: &'s [Y],
    outputs: &'s mut [N::Output],
    losses: &'s mut [f32],
    workspace: &'s mut [f32],
    gradients: &'s mut [f32],
    trainable: &'s [Range<usize>],
}

impl<N: Trainable> StepMemory<N> {
    /// Memory for batches of up to `batch` samples.
    pub(super) fn new(batch: usize, optimizer: &(dyn Optimizer + '_)) -> Self {
        let gradients = if optimizer.fused_rate().is_some() { 0 } else { N::PARAMETER_COUNT };
        Self {
            outputs: zeroed_slice(batch),
            losses: vec![0.0; batch],
            workspace: vec![0.0; N::workspace(batch)],
            gradients: vec![0.0; gradients],
            trainable: trainable_ranges::<N>(),
        }
    }

    /// A step over a batch.
    pub(super) fn of<'s, Y>(
        &'s mut self,
        inputs: &'s [N::Input],
        targets: &'s [Y],
    ) -> Step<'s, N, Y> {
        Step {
            inputs,
            targets,
            outputs: &mut self.outputs[..inputs.len()],
            losses: &mut self.losses[..inputs.len()],
            workspace: &mut self.workspace,
            gradients: &mut self.gradients,
            trainable: &self.trainable,
        }
    }
}

impl<N: Trainable, Y> Step<'_, N, Y> {
    /// Predicts, compares, and updates the network: the sum of the samples' losses, or nothing
    /// where one of them is not finite; then the network has not changed.
    pub(super) fn take(
        &mut self,
        network: &mut N,
        compute: &Compute,
        objective: &(dyn Objective<N, Y> + '_),
        optimizer: &mut (dyn Optimizer + '_),
        state: &mut OptimizerState,
    ) -> Option<f64> {
        let halted = Cell::new(false);
        // The loss is the mean over the batch, and so is its gradient.
        let scale = 1.0 / self.inputs.len() as f32;
        let (targets, losses) = (self.targets, &mut *self.losses);
        let mut finish = |block: HeadBlock<'_>| {
            let rows = block.rows.clone();
            objective.finish(compute, block, targets, scale, losses);
            if losses[rows].iter().any(|loss| !loss.is_finite()) {
                halted.set(true);
            }
        };
        let Self { inputs, outputs, workspace, .. } = self;
        match optimizer.fused_rate() {
            Some(rate) => {
                let mut update = FusedDescent { rate, halted: &halted };
                network.step(compute, inputs, outputs, workspace, &mut finish, &mut update);
            }
            None => {
                let mut update = Gradients { buffer: self.gradients, halted: &halted };
                network.step(compute, inputs, outputs, workspace, &mut finish, &mut update);
            }
        }
        if halted.get() {
            return None;
        }
        let step = state.begin_step(optimizer);
        if optimizer.fused_rate().is_none() {
            let numbers = flat_mut(from_mut(network));
            for range in self.trainable {
                let (parameters, gradient) =
                    (&mut numbers[range.clone()], &self.gradients[range.clone()]);
                let slots = state.slots(range.clone());
                optimizer.update(compute, step, parameters, gradient, slots);
            }
        }
        // Sample by sample, so that the sum does not depend on how the batch was cut.
        Some(self.losses.iter().map(|loss| f64::from(*loss)).sum())
    }

    /// The outputs as they were predicted, before the update.
    pub(super) fn outputs(&self) -> &[N::Output] {
        self.outputs
    }
}

/// Where trainable parameters stand, those next to each other as one run.
fn trainable_ranges<N: Network>() -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for parameter in N::PARAMETERS.iter().filter(|parameter| parameter.trainable) {
        let range = parameter.range();
        match ranges.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => ranges.push(range),
        }
    }
    ranges
}
