//! The nodes of a drawing: a box for every input and every layer.

use crate::network::{InputPort, LayerRow, Network, OutputHead};
use crate::summary::{Shape, Thousands};
use core::fmt;

/// The tables of a network that drawings need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Drawing {
    pub(super) name: &'static str,
    inputs: &'static [InputPort],
    layers: &'static [LayerRow],
    outputs: &'static [OutputHead],
}

/// A box.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) row: LayerRow,
    pub(super) role: Role,
    /// The network's outputs that this node is.
    outputs: &'static [OutputHead],
}

/// The place of a box in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Input,
    Layer,
    Output,
}

impl Drawing {
    pub(super) const fn of<N: Network>() -> Self {
        Self { name: N::NAME, inputs: N::INPUTS, layers: N::LAYERS, outputs: N::OUTPUTS }
    }

    /// The boxes: inputs first, then the layers in the order of their execution.
    pub(super) fn nodes(self) -> impl Iterator<Item = Node> {
        let inputs = self.inputs.iter().map(|input| (LayerRow::of_input(*input), Role::Input));
        let layers = self.layers.iter().map(move |layer| {
            let is_output = self.outputs.iter().any(|output| output.layer == layer.name);
            (*layer, if is_output { Role::Output } else { Role::Layer })
        });
        let outputs = self.outputs;
        inputs.chain(layers).map(move |(row, role)| Node { row, role, outputs })
    }
}

impl Node {
    /// `Dense, 930 params`, `Encoder, shares encoder`, or `Flatten`.
    pub(super) fn kind(&self) -> impl fmt::Display {
        Kind(self.row)
    }

    /// `(batch, 30)`.
    pub(super) fn shape(&self) -> impl fmt::Display {
        Shape(self.row.output_shape)
    }

    /// The names of the network's outputs that this node is, where they differ from its own.
    pub(super) fn output_names(&self) -> impl Iterator<Item = &'static str> {
        let name = self.row.name;
        let here = self.outputs.iter().filter(move |output| output.layer == name);
        here.map(|output| output.name).filter(move |output| *output != name)
    }
}

struct Kind(LayerRow);

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LayerRow { kind, parameter_count, shares, .. } = self.0;
        f.write_str(kind)?;
        match (shares, parameter_count) {
            (Some(first), _) => write!(f, ", shares {first}"),
            (None, 0) => Ok(()),
            (None, count) => write!(f, ", {} params", Thousands(count)),
        }
    }
}
