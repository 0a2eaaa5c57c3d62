//! The graph while it is built: nodes whose edges and shapes may still be missing.

use super::elaborate::Step;
use super::shape::{Dimension, Shape};
use crate::ops::Operation;
use crate::syntax::tree::{Declaration, Layer, Port, Statement};
use proc_macro2::Ident;

/// All nodes in the order of the text, inputs first, and the statements.
pub(super) struct Draft<'a> {
    pub(super) declaration: &'a Declaration,
    pub(super) nodes: Vec<DraftNode<'a>>,
    pub(super) statements: Vec<DraftStatement<'a>>,
    /// The names from which nodes get their inputs.
    pub(super) references: Vec<Reference<'a>>,
    /// Whether everything that is used could be read.
    pub(super) is_complete: bool,
}

/// A node under construction.
pub(super) struct DraftNode<'a> {
    /// Its name in the network's tables.
    pub(super) name: Ident,
    /// What the user calls it: its name, or the keyword of a layer without one.
    pub(super) spoken: String,
    /// Where it comes from in the text.
    pub(super) origin: Origin<'a>,
    /// The operation that computes it; `None` if that could not be read.
    pub(super) operation: Option<Operation>,
    /// Its inputs; `None` for one that is not known.
    pub(super) inputs: Vec<Option<usize>>,
    /// The units that the declared output requires, if the node is an output.
    pub(super) fitting: Option<String>,
    /// Its shape; `None` if it is unknown because of an error.
    pub(super) shape: Option<Shape>,
    /// Whether the macro inserted it, so that it is not one of the user's layers.
    pub(super) hidden: bool,
}

/// The part of the text from which a node comes.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    /// A declared input.
    Input(&'a Port),
    /// A layer, or a merge of several values.
    Step(&'a Step<'a>),
}

/// A statement and the nodes that it makes.
pub(super) struct DraftStatement<'a> {
    pub(super) written: &'a Statement,
    /// The name for which it is an alias, if it has no layers.
    pub(super) alias: Option<&'a Ident>,
    /// The node to which its name refers, once names are resolved.
    pub(super) value: Option<usize>,
    /// Whether it owns its name, which no earlier definition has.
    pub(super) named: bool,
}

/// A name that is the input of a node.
#[derive(Clone, Copy)]
pub(super) struct Reference<'a> {
    pub(super) name: &'a Ident,
    /// The statement that contains it.
    pub(super) statement: usize,
    /// The node whose input it is, and the index among its inputs.
    pub(super) node: usize,
    pub(super) slot: usize,
}

impl<'a> DraftNode<'a> {
    /// The text from which the node comes, unless it is an input.
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

    /// The layer's own name, if it has one.
    pub(super) fn label(&self) -> Option<&'a Ident> {
        self.step()?.label.as_ref()
    }
}

impl Draft<'_> {
    /// The shapes that lead to a node: `image [28, 28] -> flatten [784] -> hidden1 [300]`.
    ///
    /// It begins with an input, or with a merge of values:
    /// `concatenate(wide [5], hidden [30]) [35] -> main [1]`. Long chains are cut in the middle.
    pub(super) fn chain(&self, node: usize) -> String {
        const ENDS: usize = 3;
        let mut links = Vec::new();
        let mut next = Some(node);
        while let Some(index) = next {
            // A node that the macro inserted has no link of its own.
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

    /// A node with its shape, and with the shapes of its inputs if it has several.
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
        // If only the compiler knows the shape, the name stands alone.
        if is_known { format!("{name} {shape}") } else { name.into() }
    }
}
