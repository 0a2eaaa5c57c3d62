//! The graph while it is built: nodes whose edges and shapes may still be missing.

use super::elaborate::Step;
use super::shape::{Dimension, Shape};
use crate::ops::Operation;
use crate::syntax::tree::{Declaration, Layer, Port, Statement};
use proc_macro2::Ident;

/// All nodes in the order of the text, inputs first, and what the statements are about.
pub(super) struct Draft<'a> {
    pub(super) declaration: &'a Declaration,
    pub(super) nodes: Vec<DraftNode<'a>>,
    pub(super) statements: Vec<DraftStatement<'a>>,
    /// The names that nodes are made from.
    pub(super) references: Vec<Reference<'a>>,
    /// Whether all that is used could be read.
    pub(super) is_complete: bool,
}

/// A value in the making.
pub(super) struct DraftNode<'a> {
    /// What it is called in the network's tables.
    pub(super) name: Ident,
    /// What the author calls it: its name, or the keyword of a layer without one.
    pub(super) spoken: String,
    /// Where it comes from.
    pub(super) origin: Origin<'a>,
    /// What makes it; nothing where that could not be read.
    pub(super) operation: Option<Operation>,
    /// What it is made from; nothing where that is not known.
    pub(super) inputs: Vec<Option<usize>>,
    /// The units that the declared output asks for, where the node is one.
    pub(super) fitting: Option<String>,
    /// Its shape; nothing where a fault hides it.
    pub(super) shape: Option<Shape>,
    /// Whether it is no layer of the author's.
    pub(super) hidden: bool,
}

/// What was written where a node comes from.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    /// A declared input.
    Input(&'a Port),
    /// A layer, or several values put together.
    Step(&'a Step<'a>),
}

/// A statement and the nodes that it makes.
pub(super) struct DraftStatement<'a> {
    pub(super) written: &'a Statement,
    /// The name that it stands for, where it has no layers.
    pub(super) alias: Option<&'a Ident>,
    /// The node that its name means, once names are resolved.
    pub(super) value: Option<usize>,
    /// Whether its name is its own, and not taken by something before it.
    pub(super) named: bool,
}

/// A name that a node is made from.
#[derive(Clone, Copy)]
pub(super) struct Reference<'a> {
    pub(super) name: &'a Ident,
    /// The statement in which it stands.
    pub(super) statement: usize,
    /// The node that is made from it, and the place among its inputs.
    pub(super) node: usize,
    pub(super) slot: usize,
}

impl<'a> DraftNode<'a> {
    /// What is written where the node comes from, unless it is an input.
    pub(super) fn step(&self) -> Option<&'a Step<'a>> {
        match self.origin {
            Origin::Input(_) => None,
            Origin::Step(step) => Some(step),
        }
    }

    /// The layer as it is written, if the node is one and it could be read.
    pub(super) fn layer(&self) -> Option<&'a Layer> {
        self.step()?.layer.as_ref()
    }

    /// The layer's own name, where it has one.
    pub(super) fn label(&self) -> Option<&'a Ident> {
        self.step()?.label.as_ref()
    }
}

impl Draft<'_> {
    /// The shapes that lead to a node: `image [28, 28] -> flatten [784] -> hidden1 [300]`.
    ///
    /// It begins with an input, or where values are put together:
    /// `concatenate(wide [5], hidden [30]) [35] -> main [1]`. Long chains keep their ends.
    pub(super) fn chain(&self, node: usize) -> String {
        const ENDS: usize = 3;
        let mut links = Vec::new();
        let mut next = Some(node);
        while let Some(index) = next {
            // What is no layer of the author's has no link of its own.
            links.extend(Some(index).filter(|index| !self.nodes[*index].hidden));
            next = match self.nodes[index].inputs.as_slice() {
                [input] => *input,
                _ => None,
            };
        }
        links.reverse();
        let written = |links: &[usize]| links.iter().map(|it| self.link(*it)).collect::<Vec<_>>();
        if links.len() <= 2 * ENDS + 1 {
            return written(&links).join(" -> ");
        }
        let (begin, end) = (written(&links[..ENDS]), written(&links[links.len() - ENDS..]));
        format!("{} -> .. -> {}", begin.join(" -> "), end.join(" -> "))
    }

    /// A node with its shape, and with its values' where it has several.
    fn link(&self, index: usize) -> String {
        let node = &self.nodes[index];
        match node.layer() {
            Some(merge) if node.inputs.len() > 1 => {
                let value = |input: &Option<usize>| match input {
                    Some(input) => self.with_shape(*input, &self.nodes[*input].spoken),
                    None => "?".into(),
                };
                let values: Vec<String> = node.inputs.iter().map(value).collect();
                self.with_shape(index, &format!("{}({})", merge.keyword, values.join(", ")))
            }
            _ => self.with_shape(index, &node.spoken),
        }
    }

    fn with_shape(&self, index: usize, name: &str) -> String {
        let Some(shape) = &self.nodes[index].shape else { return format!("{name} [?]") };
        let is_known = shape.0.iter().all(Dimension::is_writable) && self.given(index).is_none();
        // Beside the name there is nothing to be said of what only the compiler knows.
        if is_known { format!("{name} {shape}") } else { name.into() }
    }
}
