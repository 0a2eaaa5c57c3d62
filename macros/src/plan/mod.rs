//! The plan: the schedule of kernel calls, with their memory offsets.
//!
//! Turns a graph without errors into a [`Plan`]: pure data, from which the code is generated
//! without any further decision.

mod arena;
pub(crate) mod backward;
mod fuse;
pub(crate) mod liveness;
#[cfg(test)]
mod memory_tests;
pub(crate) mod operation;
pub(crate) mod parameters;
#[cfg(test)]
mod scratch_tests;
pub(crate) mod size;
pub(crate) mod step;
#[cfg(test)]
mod tests;
mod uses;

use crate::graph::{Graph, NodeId};
use backward::BackStep;

use liveness::Memory;
use parameters::Layer;
use size::Size;
use step::{Forward, Step};

/// The plan of a network.
pub(crate) struct Plan {
    /// The layers that have parameters, in the order of their parameters in memory.
    pub(crate) layers: Vec<Layer>,
    /// Whether small layers get code that is specialized for their size.
    pub(crate) sized_code: bool,
    /// The forward pass of a prediction.
    pub(crate) forward: Forward,
    /// The scratch memory of a prediction.
    pub(crate) scratch: Memory,
    /// `None` if there is a step activation before the heads, which has no useful gradient.
    pub(crate) training: Option<Training>,
    /// The number of multiply-adds of one prediction.
    pub(crate) multiply_adds: Size,
}

/// The plan of a training step.
pub(crate) struct Training {
    /// The forward pass to which `back` is the backward pass.
    pub(crate) forward: Forward,
    pub(crate) back: Vec<BackStep>,
    /// The memory of the values and gradients between the kernel calls.
    pub(crate) workspace: Memory,
}

impl Plan {
    /// Plans a network.
    pub(crate) fn new(graph: &Graph) -> Self {
        let layers = parameters::layers(graph);
        let apart = fuse::fuse(graph, false);
        let (forward, scratch) = for_prediction(graph);
        let multiply_adds = multiply_adds(&layers, &forward);
        let sized_code = parameters::are_few_sizes(&layers);
        let training = backward::schedule(graph, &apart).map(|back| {
            let workspace = liveness::lay_out(graph, &apart, Some(&back));
            Training { forward: apart, back, workspace }
        });
        Plan { layers, sized_code, forward, scratch, training, multiply_adds }
    }

    /// The layer of a node.
    pub(crate) fn layer(&self, node: NodeId) -> &Layer {
        let layer = self.layers.iter().find(|layer| layer.node == node);
        layer.expect("every dense node is a layer")
    }
}

/// Plans the forward pass of a prediction, and its memory.
///
/// Layers can write their outputs directly into the output of a concatenation. That saves a copy,
/// but the concatenated value is in use from the first such layer on; it is not done if it needs
/// more memory. Nor is it done in training: there strided rows cost more than the copy saves.
fn for_prediction(graph: &Graph) -> (Forward, Memory) {
    let [joined, apart] = [true, false].map(|joins| {
        let forward = fuse::fuse(graph, joins);
        let scratch = liveness::lay_out(graph, &forward, None);
        (forward, scratch)
    });
    if joined.1.size.known() <= apart.1.size.known() { joined } else { apart }
}

fn multiply_adds(layers: &[Layer], forward: &Forward) -> Size {
    let products = forward.steps.iter().filter_map(|step| match step {
        Step::Dense { layer, .. } | Step::DenseHead { layer, .. } => {
            let layer = layers.iter().find(|candidate| candidate.node == *layer)?;
            let layer = layer.dense()?;
            Some(Size::product([layer.inputs.clone(), layer.units.clone()]))
        }
        _ => None,
    });
    Size::sum(products)
}
