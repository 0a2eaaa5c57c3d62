//! The network as a graph: nodes, edges, shapes.
//!
//! Turns the syntax tree into a [`Graph`] with inferred shapes, in an order in which every node
//! comes after its inputs. Errors go to the diagnostics; a graph with errors is never planned or
//! expanded.

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
    /// The visibility, passed through to the struct.
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
    /// The built-in words that the user wrote, for editors to look up.
    pub(crate) words: Vec<Ident>,
    /// The constants among the dimensions, with their values.
    pub(crate) constants: Vec<Constant>,
    /// What must hold for the constants among the dimensions.
    pub(crate) assertions: Vec<Assertion>,
}

/// The index of a node in [`Graph::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) usize);

/// A node: a value with the operation that computes it. An input, or the output of one layer.
pub(crate) struct Node {
    /// The user's name for the layer, or a generated one, with the span for error messages.
    pub(crate) name: Ident,
    /// The operation that computes the value.
    pub(crate) operation: Operation,
    /// The inputs of the operation.
    pub(crate) inputs: Vec<NodeId>,
    /// The first node that applies the same layer, whose parameters this one shares; `None` for the
    /// first or only application of a layer.
    pub(crate) shared: Option<NodeId>,
    /// Whether the macro inserted it to concatenate several inputs of a component, so that it is
    /// none of the user's layers.
    pub(crate) hidden: bool,
    /// Its shape for one sample.
    pub(crate) shape: Shape,
    /// The component that computes it, if only the compiler knows its shape.
    pub(crate) given: Option<Given>,
    /// The layer's keyword, such as `dense`: where hover and errors about the layer point.
    pub(crate) keyword: Span,
}

/// A declared output and its value.
pub(crate) struct Output {
    /// The name in the declaration.
    pub(crate) name: Ident,
    /// The value.
    pub(crate) node: NodeId,
}
