//! The parameters, in the order in which they stand in memory.

use super::size::Size;
use crate::graph::{Graph, NodeId};
use crate::ops::{Dense, Initializer, Operation};
use syn::Path;

/// A layer with parameters: one field of the struct.
pub(crate) struct Layer {
    pub(crate) node: NodeId,
    pub(crate) kind: LayerKind,
    /// Where it begins among the network's numbers.
    pub(crate) offset: Size,
    /// How many numbers it has.
    pub(crate) count: Size,
}

/// What a layer with parameters is.
pub(crate) enum LayerKind {
    Dense(DenseLayer),
    /// A layer that the author wrote, or another network.
    Component(Path),
}

/// A fully connected layer.
#[derive(Debug)]
pub(crate) struct DenseLayer {
    pub(crate) inputs: Size,
    pub(crate) units: Size,
    pub(crate) bias: bool,
    /// The weight, and the bias where it has one.
    pub(crate) parameters: Vec<Parameter>,
}

/// One run of numbers, such as `weight`.
#[derive(Debug, PartialEq)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) shape: Vec<Size>,
    /// Where it begins in its layer.
    pub(crate) offset: Size,
    pub(crate) initializer: Initializer,
}

impl Layer {
    /// The layer, if it is a fully connected one.
    pub(crate) fn dense(&self) -> Option<&DenseLayer> {
        match &self.kind {
            LayerKind::Dense(dense) => Some(dense),
            LayerKind::Component(_) => None,
        }
    }
}

/// Lists the layers that have parameters.
pub(crate) fn layers(graph: &Graph) -> Vec<Layer> {
    let mut layers = Vec::new();
    let mut offset = Size::Known(0);
    for (index, node) in graph.nodes.iter().enumerate() {
        if node.shared.is_some() {
            continue; // the parameters are the first node's
        }
        let (kind, count) = match &node.operation {
            Operation::Dense(dense) => {
                let inputs = Size::of(&graph.nodes[node.inputs[0].0].shape);
                let (dense, count) = dense_layer(dense, inputs);
                (LayerKind::Dense(dense), count)
            }
            Operation::Component(component) => {
                (LayerKind::Component(component.path.clone()), Size::from(&component.length))
            }
            _ => continue,
        };
        let end = Size::sum([offset.clone(), count.clone()]);
        let offset = std::mem::replace(&mut offset, end);
        layers.push(Layer { node: NodeId(index), kind, offset, count });
    }
    layers
}

fn dense_layer(dense: &Dense, inputs: Size) -> (DenseLayer, Size) {
    let units = Size::from(&dense.units);
    let shape = vec![inputs.clone(), units.clone()];
    let weights = Size::product(shape.clone());
    let mut count = weights.clone();
    let initializer = dense.weight_initializer.clone();
    let offset = Size::Known(0);
    let mut parameters = vec![Parameter { name: "weight", shape, offset, initializer }];
    if dense.bias {
        let (shape, initializer) = (vec![units.clone()], dense.bias_initializer.clone());
        parameters.push(Parameter { name: "bias", shape, offset: weights, initializer });
        count = Size::sum([count, units.clone()]);
    }
    (DenseLayer { inputs, units, bias: dense.bias, parameters }, count)
}
