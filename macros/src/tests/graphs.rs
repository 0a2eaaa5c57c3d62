//! Graphs built in code, for the tests of the phases after the parser.

use crate::graph::shape::{Dimension, Shape};
use crate::graph::{Graph, Node, NodeId, Output};
use crate::ops::{Activation, Dense, Initializer, Merge, Operation, Slice};
use proc_macro2::{Ident, Span, TokenStream};
use std::ops::Range;
use syn::parse_quote;

/// A graph under construction: every method adds a node and returns its index.
pub(crate) struct Builder(Graph);

impl Builder {
    pub(crate) fn new(name: &str) -> Self {
        Builder(Graph {
            attributes: Vec::new(),
            visibility: parse_quote!(pub),
            name: ident(name),
            parameters: Vec::new(),
            weights: None,
            nodes: Vec::new(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            words: Vec::new(),
            constants: Vec::new(),
            assertions: Vec::new(),
        })
    }

    pub(crate) fn documented(mut self, text: &str) -> Self {
        self.0.attributes.push(parse_quote!(#[doc = #text]));
        self
    }

    pub(crate) fn input<const N: usize>(&mut self, name: &str, shape: [Dimension; N]) -> NodeId {
        let id = self.node(name, Operation::Input, &[], Shape(shape.into()));
        self.0.inputs.push(id);
        id
    }

    pub(crate) fn flatten(&mut self, name: &str, input: NodeId) -> NodeId {
        let numbers = self.shape(input).0.iter().map(|dimension| match dimension {
            Dimension::Known(number) => *number,
            Dimension::Constant { .. } | Dimension::Generic(_) => {
                panic!("the tests flatten known shapes")
            }
        });
        let shape = Shape(vec![Dimension::Known(numbers.product())]);
        self.node(name, Operation::Flatten, &[input], shape)
    }

    pub(crate) fn dense(
        &mut self,
        name: &str,
        input: NodeId,
        units: Dimension,
        activation: Activation,
    ) -> NodeId {
        self.dense_with(name, input, units, activation, true)
    }

    pub(crate) fn dense_with(
        &mut self,
        name: &str,
        input: NodeId,
        units: Dimension,
        activation: Activation,
        bias: bool,
    ) -> NodeId {
        let shape = Shape(vec![units.clone()]);
        let dense = Dense {
            units,
            activation,
            bias,
            weight_initializer: Initializer::GlorotUniform,
            bias_initializer: Initializer::Zeros,
        };
        self.node(name, Operation::Dense(dense), &[input], shape)
    }

    pub(crate) fn activation(
        &mut self,
        name: &str,
        input: NodeId,
        activation: Activation,
    ) -> NodeId {
        let shape = self.shape(input).clone();
        self.node(name, Operation::Activation(activation), &[input], shape)
    }

    pub(crate) fn merge(&mut self, name: &str, merge: Merge, inputs: &[NodeId]) -> NodeId {
        let shape = self.shape(inputs[0]).clone();
        self.node(name, Operation::Merge(merge), inputs, shape)
    }

    /// A concatenation of values of one dimension.
    pub(crate) fn concatenate(&mut self, name: &str, inputs: &[NodeId]) -> NodeId {
        let lengths: Vec<_> = inputs.iter().map(|input| self.shape(*input).0[0].clone()).collect();
        let shape = Shape(vec![Dimension::sum(&lengths)]);
        self.node(name, Operation::Concatenate { axis: 0 }, inputs, shape)
    }

    /// A slice of the first axis.
    pub(crate) fn slice(&mut self, name: &str, input: NodeId, range: Range<usize>) -> NodeId {
        let mut shape = self.shape(input).clone();
        shape.0[0] = known(range.len());
        let slice = Slice { axis: 0, start: known(range.start), end: known(range.end) };
        self.node(name, Operation::Slice(slice), &[input], shape)
    }

    /// Makes a node share the parameters of another.
    pub(crate) fn share(&mut self, node: NodeId, with: NodeId) {
        self.0.nodes[node.0].shared = Some(with);
    }

    pub(crate) fn output(mut self, name: &str, node: NodeId) -> Self {
        self.0.outputs.push(Output { name: ident(name), node });
        self
    }

    pub(crate) fn build(self) -> Graph {
        self.0
    }

    fn shape(&self, node: NodeId) -> &Shape {
        &self.0.nodes[node.0].shape
    }

    fn node(
        &mut self,
        name: &str,
        operation: Operation,
        inputs: &[NodeId],
        shape: Shape,
    ) -> NodeId {
        let node = Node {
            name: ident(name),
            operation,
            inputs: inputs.into(),
            shared: None,
            given: None,
            hidden: false,
            shape,
            keyword: Span::call_site(),
        };
        self.0.nodes.push(node);
        NodeId(self.0.nodes.len() - 1)
    }
}

/// A dimension known to the macro.
pub(crate) fn known(number: usize) -> Dimension {
    Dimension::Known(number)
}

/// A dimension known to the compiler.
pub(crate) fn constant(text: &str) -> Dimension {
    let tokens: TokenStream = text.parse().unwrap();
    Dimension::Constant { tokens, text: text.into() }
}

/// The network of the README.
pub(crate) fn fashion() -> Graph {
    let mut graph = Builder::new("FashionMlp")
        .documented(" Tells ten kinds of clothing apart in a 28×28 grey image.");
    let image = graph.input("image", [known(28), known(28)]);
    let flat = graph.flatten("flatten", image);
    let hidden1 = graph.dense("hidden1", flat, known(300), Activation::Relu);
    let hidden2 = graph.dense("hidden2", hidden1, known(100), Activation::Relu);
    let class = graph.dense("class", hidden2, known(10), Activation::Softmax);
    graph.output("class", class).build()
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
