//! One training step, in memory that was allocated before.

use super::Objective;
use super::batches::Batch;
use super::gradients::{GradientSizes, Gradients};
use super::update::{FusedDescent, Updates};
use super::weights::weigh;
use crate::compute::Compute;
use crate::kernels::rows::RowsMut;
use crate::memory::{flat_mut, zeroed_slice};
use crate::network::{BackwardPass, HeadBlock, Network, Trainable};
use crate::optimizers::{Optimizer, OptimizerState};
use core::slice::from_mut;
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

/// The memory of training steps.
pub(super) struct StepMemory<N: Network> {
    outputs: Box<[N::Output]>,
    /// The losses of the first head, then those of the second, and so on.
    losses: Vec<f32>,
    workspace: Vec<f32>,
    gradients: Gradients,
}

/// A batch with the part of the memory that it needs.
pub(super) struct Step<'s, N: Network, Y> {
    batch: Batch<'s, N::Input, Y>,
    outputs: &'s mut [N::Output],
    losses: &'s mut [f32],
    workspace: &'s mut [f32],
    gradients: &'s mut Gradients,
}

impl<N: Trainable> StepMemory<N> {
    /// Memory for batches of up to `batch` samples.
    pub(super) fn new(batch: usize, gradients: GradientSizes) -> Self {
        Self {
            outputs: zeroed_slice(batch),
            losses: vec![0.0; batch * N::OUTPUTS.len()],
            workspace: vec![0.0; N::workspace(batch)],
            gradients: Gradients::new::<N>(gradients),
        }
    }

    /// A step with a batch.
    pub(super) fn of<'s, Y>(&'s mut self, batch: Batch<'s, N::Input, Y>) -> Step<'s, N, Y> {
        let samples = batch.inputs.len();
        Step {
            batch,
            outputs: &mut self.outputs[..samples],
            losses: &mut self.losses[..samples * N::OUTPUTS.len()],
            workspace: &mut self.workspace,
            gradients: &mut self.gradients,
        }
    }
}

impl<N: Trainable, Y> Step<'_, N, Y> {
    /// Runs the forward pass, the losses, and the backward pass with the update. Returns if all
    /// losses are finite; if not, the network has not changed.
    pub(super) fn take(
        &mut self,
        network: &mut N,
        compute: &Compute,
        objective: &(dyn Objective<N, Y> + '_),
        optimizer: &mut (dyn Optimizer + '_),
        state: &mut OptimizerState,
    ) -> bool {
        let mut is_finite = true;
        let Batch { inputs, targets, weights } = self.batch;
        // The loss is the mean over the batch, and so is its gradient.
        let (samples, scale) = (inputs.len(), 1.0 / inputs.len() as f32);
        let losses = &mut *self.losses;
        let mut finish = |block: HeadBlock<'_>| {
            let HeadBlock { head, rows, output, mut delta } = block;
            let losses = &mut losses[head * samples..][..samples];
            let reborrowed = delta.as_mut().map(RowsMut::reborrow);
            let block = HeadBlock { head, rows: rows.clone(), output, delta: reborrowed };
            objective.finish(compute, block, targets, scale, losses);
            let losses = &mut losses[rows.clone()];
            if !weights.is_empty() {
                weigh(weights.range(rows), head, losses, delta);
            }
            // All are checked, without an early exit, so that the loop is vectorised.
            is_finite &= losses.iter().fold(true, |finite, loss| finite & loss.is_finite());
        };
        let Self { outputs, workspace, .. } = self;
        network.forward(compute, inputs, outputs, workspace, &mut finish);
        if !is_finite {
            return false;
        }
        let step = state.begin_step(optimizer);
        let pass =
            BackwardPass { compute, input: inputs, output: outputs, delta: None, below: None };
        match fused_rate::<N>(optimizer) {
            Some(rate) => network.backward(pass, workspace, &mut FusedDescent { rate }),
            None => {
                let gradients = &mut *self.gradients;
                let mut updates = Updates { optimizer, step, state, gradients };
                network.backward(pass, workspace, &mut updates);
                updates.finish(compute, flat_mut(from_mut(network)));
            }
        }
        true
    }

    /// The loss of each sample, head after head.
    pub(super) fn losses(&self) -> &[f32] {
        self.losses
    }

    /// The outputs as they were predicted, before the update.
    pub(super) fn outputs(&self) -> &[N::Output] {
        self.outputs
    }
}

/// The learning rate, if optimizer and network allow fusing update and gradients' products.
pub(super) fn fused_rate<N: Trainable>(optimizer: &(dyn Optimizer + '_)) -> Option<f32> {
    optimizer.fused_rate().filter(|_| N::FUSED)
}
