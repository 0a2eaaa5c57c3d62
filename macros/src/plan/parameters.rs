//! The parameters, in their order in memory.

use super::size::Size;
use crate::graph::{Graph, NodeId};
use crate::ops::{Dense, Initializer, Operation};
use syn::Path;

/// A layer with parameters: one field of the struct.
pub(crate) struct Layer {
    pub(crate) node: NodeId,
    pub(crate) kind: LayerKind,
    /// The offset of its first parameter among all parameters of the network.
    pub(crate) offset: Size,
    /// Its number of parameters.
    pub(crate) count: Size,
}

/// The kind of a layer with parameters.
pub(crate) enum LayerKind {
    Dense(DenseLayer),
    /// A custom layer, or another network.
    Component(Path),
}

/// A fully connected layer.
#[derive(Debug)]
pub(crate) struct DenseLayer {
    pub(crate) inputs: Size,
    pub(crate) units: Size,
    pub(crate) bias: bool,
    /// The weight, and the bias if it has one.
    pub(crate) parameters: Vec<Parameter>,
}

/// One parameter tensor, such as `weight`.
#[derive(Debug, PartialEq)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) shape: Vec<Size>,
    /// Its offset in its layer.
    pub(crate) offset: Size,
    pub(crate) initializer: Initializer,
    pub(crate) kind: ParameterKind,
}

/// The role of a parameter in its layer.
#[derive(Debug, PartialEq)]
pub(crate) enum ParameterKind {
    /// The weight of a dense layer.
    DenseWeight,
    /// Anything else.
    Other,
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

/// Whether small layers get code that is specialized for their size, to predict one sample. Every
/// size takes time to compile, so if there are many they share code that works for all sizes.
pub(crate) fn are_few_sizes(layers: &[Layer]) -> bool {
    /// More sizes than this are not worth the build time.
    const FEW: usize = 12;
    /// What the runtime treats as small; a size that only the compiler knows may be.
    const SMALL: usize = 32;
    let may_be_small = |size: &Size| size.known().is_none_or(|number| number <= SMALL);
    let mut sizes: Vec<(&Size, &Size)> = Vec::new();
    for DenseLayer { inputs, units, .. } in layers.iter().filter_map(Layer::dense) {
        let size = (inputs, units);
        if may_be_small(inputs) && may_be_small(units) && !sizes.contains(&size) {
            sizes.push(size);
        }
    }
    sizes.len() <= FEW
}

/// Lists the layers that have parameters.
pub(crate) fn layers(graph: &Graph) -> Vec<Layer> {
    let mut layers = Vec::new();
    let mut offset = Size::Known(0);
    for (index, node) in graph.nodes.iter().enumerate() {
        if node.shared.is_some() {
            continue; // the parameters belong to the first node
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
    let kind = ParameterKind::DenseWeight;
    let mut parameters = vec![Parameter { name: "weight", shape, offset, initializer, kind }];
    if dense.bias {
        let (shape, initializer) = (vec![units.clone()], dense.bias_initializer.clone());
        let (offset, kind) = (weights, ParameterKind::Other);
        parameters.push(Parameter { name: "bias", shape, offset, initializer, kind });
        count = Size::sum([count, units.clone()]);
    }
    (DenseLayer { inputs, units, bias: dense.bias, parameters }, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::Activation::Linear;
    use crate::tests::graphs::{Builder, known};

    /// Whether a network with layers of these units gets specialized code for each size.
    fn are_few(units: impl Iterator<Item = usize>) -> bool {
        let mut builder = Builder::new("Chain");
        let x = builder.input("x", [known(4)]);
        let last = units.fold(x, |last, units| builder.dense("layer", last, known(units), Linear));
        are_few_sizes(&layers(&builder.output("y", last).build()))
    }

    #[test]
    fn many_small_sizes_share_their_code() {
        assert!(are_few(2..14));
        assert!(!are_few(2..15));
        assert!(are_few((0..50).map(|layer| 7 + layer % 2)));
        assert!(are_few(33..80));
    }
}
