//! What runs, in which order, on which memory.
//!
//! Takes a graph without faults, gives a [`Plan`]: pure data, from which the expansion writes
//! code without any decision of its own.

mod arena;
pub(crate) mod backward;
mod fuse;
pub(crate) mod liveness;
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

/// A network, planned.
pub(crate) struct Plan {
    /// The layers that have parameters, in the order in which they stand in memory.
    pub(crate) layers: Vec<Layer>,
    /// Whether small layers get code for their own size.
    pub(crate) sized_code: bool,
    pub(crate) forward: Forward,
    /// The scratch memory of a prediction.
    pub(crate) scratch: Memory,
    /// Nothing where a step unit before the heads leaves no gradient.
    pub(crate) training: Option<Training>,
    /// Multiplications, each with an addition, for one prediction.
    pub(crate) multiply_adds: Size,
}

/// A training step, planned.
pub(crate) struct Training {
    pub(crate) back: Vec<BackStep>,
    /// The memory between the kernels.
    pub(crate) workspace: Memory,
}

impl Plan {
    /// Plans a network.
    pub(crate) fn new(graph: &Graph) -> Self {
        let layers = parameters::layers(graph);
        let forward = fuse::fuse(graph);
        let scratch = liveness::lay_out(graph, &forward, None);
        let training = backward::schedule(graph, &forward).map(|back| {
            let workspace = liveness::lay_out(graph, &forward, Some(&back));
            Training { back, workspace }
        });
        let multiply_adds = multiply_adds(&layers, &forward);
        let sized_code = parameters::are_few_sizes(&layers);
        Plan { layers, sized_code, forward, scratch, training, multiply_adds }
    }

    /// The layer that a node is.
    pub(crate) fn layer(&self, node: NodeId) -> &Layer {
        let layer = self.layers.iter().find(|layer| layer.node == node);
        layer.expect("every dense node is a layer")
    }
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
