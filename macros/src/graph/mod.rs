//! The network as a graph: nodes, edges, shapes.
//!
//! Takes the syntax tree, gives a [`Graph`] whose shapes are all inferred, in an order in which
//! every node comes after its inputs. What does not fit goes to the diagnostics; a graph with
//! faults is never planned or expanded.

mod arithmetic;
pub(crate) mod assertion;
mod axes;
mod build;
mod check;
pub(crate) mod constants;
mod declare;
pub(crate) mod dimension;
mod draft;
mod elaborate;
mod gather;
pub(crate) mod given;
mod infer;
mod name;
mod names;
mod order;
pub(crate) mod polynomial;
mod resolve;
pub(crate) mod shape;
#[cfg(test)]
mod tests;

pub(crate) use build::build;

use crate::ops::Operation;
use assertion::Assertion;
use constants::Constant;
use given::Given;
use proc_macro2::{Ident, Span};
use shape::Shape;
use syn::{Attribute, LitStr, Visibility};

/// A whole network.
pub(crate) struct Graph {
    /// Documentation comments and other attributes, passed through to the struct.
    pub(crate) attributes: Vec<Attribute>,
    /// Passed through to the struct.
    pub(crate) visibility: Visibility,
    /// The struct's name.
    pub(crate) name: Ident,
    /// Its const parameters.
    pub(crate) parameters: Vec<Ident>,
    /// The file that `#[weights("file")]` names.
    pub(crate) weights: Option<LitStr>,
    /// Every value, in topological order.
    pub(crate) nodes: Vec<Node>,
    /// The declared inputs, in their order.
    pub(crate) inputs: Vec<NodeId>,
    /// The declared outputs, in their order.
    pub(crate) outputs: Vec<Output>,
    /// The words of the language that the author wrote, for editors to look up.
    pub(crate) words: Vec<Ident>,
    /// What the constants among the dimensions stand for.
    pub(crate) constants: Vec<Constant>,
    /// What must hold of the constants among the dimensions.
    pub(crate) assertions: Vec<Assertion>,
}

/// A node's place in [`Graph::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) usize);

/// A value: an input, or what one layer gives.
pub(crate) struct Node {
    /// The author's name for the layer, or the predictable one, with the span to blame.
    pub(crate) name: Ident,
    /// What makes the value.
    pub(crate) operation: Operation,
    /// What it is made from.
    pub(crate) inputs: Vec<NodeId>,
    /// The first node that applies the same layer, whose parameters this one uses too; nothing
    /// for a layer's first or only application.
    pub(crate) shared: Option<NodeId>,
    /// Whether it is only there to bring several inputs of a component together, and is no layer of
    /// the author's.
    pub(crate) hidden: bool,
    /// Its shape for one sample.
    pub(crate) shape: Shape,
    /// What gives it, where only the compiler knows its shape.
    pub(crate) given: Option<Given>,
    /// The layer's keyword, such as `dense`: where hover and errors about the layer point.
    pub(crate) keyword: Span,
}

/// A declared output and the value that it is.
pub(crate) struct Output {
    /// The name in the declaration.
    pub(crate) name: Ident,
    /// The value.
    pub(crate) node: NodeId,
}
