//! The graph while it is built: nodes whose edges and shapes may still be missing.

use super::shape::Shape;
use crate::ops::Operation;
use crate::syntax::tree::{Declaration, Layer, Port, Stage, Statement};
use proc_macro2::Ident;

/// All nodes in the order of the text, inputs first, and what the statements are about.
pub(super) struct Draft<'a> {
    pub(super) declaration: &'a Declaration,
    pub(super) nodes: Vec<DraftNode<'a>>,
    pub(super) statements: Vec<DraftStatement<'a>>,
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
}

/// What was written where a node comes from.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    /// A declared input.
    Input(&'a Port),
    /// A layer.
    Stage(&'a Stage),
}

/// A statement and the nodes that it makes.
pub(super) struct DraftStatement<'a> {
    pub(super) written: &'a Statement,
    /// The node of its first layer.
    pub(super) first: Option<usize>,
    /// The node that its name means, once names are resolved.
    pub(super) value: Option<usize>,
    /// Whether its name is its own, and not taken by something before it.
    pub(super) named: bool,
}

impl<'a> DraftNode<'a> {
    /// The layer as it is written, if the node is one and it could be read.
    pub(super) fn layer(&self) -> Option<&'a Layer> {
        match self.origin {
            Origin::Input(_) => None,
            Origin::Stage(stage) => stage.layer.as_ref(),
        }
    }

    /// The layer's own name, where it has one.
    pub(super) fn label(&self) -> Option<&'a Ident> {
        match self.origin {
            Origin::Input(_) => None,
            Origin::Stage(stage) => stage.label.as_ref(),
        }
    }
}

impl Draft<'_> {
    /// The shapes that lead to a node: `image [28, 28] -> flatten [784] -> hidden1 [300]`.
    ///
    /// Long chains keep their ends.
    pub(super) fn chain(&self, node: usize) -> String {
        const ENDS: usize = 3;
        let mut links = Vec::new();
        let mut next = Some(node);
        while let Some(index) = next {
            let node = &self.nodes[index];
            let shape = node.shape.as_ref().map_or_else(|| "[?]".into(), Shape::to_string);
            links.push(format!("{} {shape}", node.spoken));
            next = node.inputs.first().copied().flatten();
        }
        links.reverse();
        if links.len() > 2 * ENDS + 1 {
            links.splice(ENDS..links.len() - ENDS, ["..".to_owned()]);
        }
        links.join(" -> ")
    }
}
