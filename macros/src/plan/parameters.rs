//! The parameters, in the order in which they stand in memory.

use super::size::Size;
use crate::graph::{Graph, NodeId};
use crate::ops::{Initializer, Operation};

/// A layer with parameters: one field of the struct.
#[derive(Debug)]
pub(crate) struct Layer {
    pub(crate) node: NodeId,
    pub(crate) inputs: Size,
    pub(crate) units: Size,
    pub(crate) bias: bool,
    /// Where its weight begins among the network's numbers; the bias follows.
    pub(crate) offset: Size,
    pub(crate) parameters: Vec<Parameter>,
}

impl Layer {
    /// How many numbers it has.
    pub(crate) fn count(&self) -> Size {
        Size::sum(self.parameters.iter().map(|parameter| Size::product(parameter.shape.clone())))
    }
}

/// One run of numbers, such as `weight`.
#[derive(Debug, PartialEq)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) shape: Vec<Size>,
    pub(crate) offset: Size,
    pub(crate) initializer: Initializer,
}

/// Lists the layers that have parameters.
pub(crate) fn layers(graph: &Graph) -> Vec<Layer> {
    let mut layers = Vec::new();
    let mut offset = Size::Known(0);
    for (index, node) in graph.nodes.iter().enumerate() {
        let (Operation::Dense(dense), None) = (&node.operation, node.shared) else { continue };
        let inputs = Size::of(&graph.nodes[node.inputs[0].0].shape);
        let units = Size::from(&dense.units);
        let begin = offset.clone();
        let mut parameters = Vec::new();
        let mut add = |name, shape: Vec<Size>, initializer| {
            let end = Size::sum([offset.clone(), Size::product(shape.clone())]);
            let start = std::mem::replace(&mut offset, end);
            parameters.push(Parameter { name, shape, offset: start, initializer });
        };
        add("weight", vec![inputs.clone(), units.clone()], dense.weight_initializer);
        if dense.bias {
            add("bias", vec![units.clone()], dense.bias_initializer);
        }
        let node = NodeId(index);
        layers.push(Layer { node, inputs, units, bias: dense.bias, offset: begin, parameters });
    }
    layers
}
