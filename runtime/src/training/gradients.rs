//! The memory for the gradients of a step.
//!
//! A weight's gradient that is computed all at once is computed a slab of rows at a time, which
//! the optimizer applies while it is in the cache. A gradient with several contributions, or of a
//! custom layer, is accumulated in a buffer with an element for each parameter until it is
//! complete. All gradients are, if the whole network is no larger than a slab, and on several
//! threads, to which one large pass is distributed faster than many small ones.

use super::step::fused_rate;
use crate::network::{Network, Parameter, Share, Trainable};
use crate::optimizers::Optimizer;
use core::ops::Range;
use std::vec;
use std::vec::Vec;

/// About how many elements a slab has: with parameters and slots they fit in the cache.
const SLAB: usize = 9_600;

/// How many elements of gradients are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GradientSizes {
    /// The elements of the largest slab.
    slab: usize,
    /// The length of the accumulated gradient buffer: the network's, or 0.
    gathered: usize,
}

impl GradientSizes {
    /// Those that `N` needs with this optimizer, on so many threads.
    pub(super) fn of<N: Trainable>(optimizer: &(dyn Optimizer + '_), threads: usize) -> Self {
        let is_fused = fused_rate::<N>(optimizer).is_some();
        let has_slab = !is_fused && threads == 1 && N::PARAMETER_COUNT > SLAB;
        let slab = N::PARAMETERS.iter().map(slab).max().unwrap_or(0);
        Self {
            slab: if has_slab { slab } else { 0 },
            gathered: if is_fused || (has_slab && N::FUSED) { 0 } else { N::PARAMETER_COUNT },
        }
    }

    /// In bytes.
    pub(super) fn bytes(&self) -> usize {
        (self.slab + self.gathered) * size_of::<f32>()
    }
}

/// The number of elements of a slab of a weight, with the bias.
fn slab(parameter: &Parameter) -> usize {
    match *parameter.shape {
        [inputs, outputs] if outputs > 0 => (slab_rows(outputs).min(inputs) + 1) * outputs,
        _ => 0,
    }
}

/// How many rows of a weight a slab has: such a number that sums are added in the usual order.
pub(super) fn slab_rows(outputs: usize) -> usize {
    let unit = if outputs == 1 { 128 } else { 8 };
    (SLAB / outputs / unit).max(1) * unit
}

/// The gradients that are stored in a step.
pub(super) struct Gradients {
    /// For some rows of a weight's gradient; empty if all gradients are accumulated.
    pub(super) slab: Vec<f32>,
    gathered: Vec<f32>,
    /// The ranges of accumulated gradients that this step has written.
    filled: Vec<Range<usize>>,
    trainable: Vec<Range<usize>>,
}

impl Gradients {
    /// Memory for steps of `N`.
    pub(super) fn new<N: Network>(sizes: GradientSizes) -> Self {
        let mut trainable = Vec::with_capacity(N::PARAMETERS.len());
        for parameter in N::PARAMETERS.iter().filter(|parameter| parameter.trainable) {
            join(&mut trainable, parameter.range());
        }
        Self {
            slab: vec![0.0; sizes.slab],
            gathered: vec![0.0; sizes.gathered],
            filled: Vec::with_capacity(N::PARAMETERS.len()),
            trainable,
        }
    }

    /// A range of the accumulated gradient, with the sum of the earlier contributions.
    pub(super) fn gather(&mut self, offset: usize, length: usize, share: Share) -> &mut [f32] {
        if length == 0 {
            return &mut [];
        }
        let range = offset..offset + length;
        if !share.is_further() {
            join(&mut self.filled, range.clone());
        }
        &mut self.gathered[range]
    }

    /// Calls `apply` with all accumulated gradients of trainable parameters, and clears the list.
    pub(super) fn take(&mut self, mut apply: impl FnMut(Range<usize>, &[f32])) {
        for filled in self.filled.drain(..) {
            for trainable in &self.trainable {
                let start = filled.start.max(trainable.start);
                let end = filled.end.min(trainable.end);
                if start < end {
                    apply(start..end, &self.gathered[start..end]);
                }
            }
        }
    }
}

/// Adds a range; joins it to the last one if they are adjacent.
fn join(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        Some(last) if last.start == range.end => last.start = range.start,
        _ => ranges.push(range),
    }
}
