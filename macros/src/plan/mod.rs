//! What runs, in which order, on which memory.
//!
//! Takes a graph without faults, gives a [`Plan`]: pure data, from which the expansion writes
//! code without any decision of its own.

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

/// A network, planned.
pub(crate) struct Plan {
    /// The layers that have parameters, in the order in which they stand in memory.
    pub(crate) layers: Vec<Layer>,
    /// Whether small layers get code for their own size.
    pub(crate) sized_code: bool,
    /// The way of a prediction.
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
    /// The way forward on which `back` goes back.
    pub(crate) forward: Forward,
    pub(crate) back: Vec<BackStep>,
    /// The memory between the kernels.
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

    /// The layer that a node is.
    pub(crate) fn layer(&self, node: NodeId) -> &Layer {
        let layer = self.layers.iter().find(|layer| layer.node == node);
        layer.expect("every dense node is a layer")
    }
}

/// The way forward of a prediction, and its memory.
///
/// Layers write into what joins them with others: that saves a copy, but all of the joined value
/// is in use from the first of them on, so it is not done where it takes more memory. In training
/// it is not done at all, since the way back is slower on rows with gaps than the copy.
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
