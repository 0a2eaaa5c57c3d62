//! The way forward: which kernels run, on which values.
//!
//! Takes the graph, gives steps in order. Flattening is no step, because a batch is rows of
//! numbers whatever their shape. An activation is part of its dense layer's step if all who use
//! the result are dense layers: they multiply their input's gradient with its derivative. The
//! dense layer of an output runs without its activation, which the caller applies block by
//! block, together with the loss.

use super::size::Size;
use crate::graph::{Graph, NodeId};
use crate::ops::{Activation, Operation};

/// The steps of a prediction and the values between them.
#[derive(Debug)]
pub(crate) struct Forward {
    pub(crate) values: Vec<Value>,
    pub(crate) steps: Vec<Step>,
    /// What the caller applies to each output.
    pub(crate) heads: Vec<Activation>,
}

/// A value's place in [`Forward::values`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ValueId(pub(crate) usize);

/// Rows of numbers: an input, or what a step gives.
#[derive(Debug, PartialEq)]
pub(crate) struct Value {
    /// The node whose value it is.
    pub(crate) node: NodeId,
    /// Numbers for each sample.
    pub(crate) width: Size,
    pub(crate) place: Place,
    /// What its dense layer's step applied last: its derivative belongs to the value's gradient.
    pub(crate) activation: Activation,
    /// Whether parameters stand before it, so that it needs a gradient.
    pub(crate) trained: bool,
}

/// Where a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the samples given, by the input's number.
    Input(usize),
    /// In the outputs asked for, by the output's number.
    Output(usize),
    /// In the caller's scratch.
    Scratch,
}

/// One kernel.
#[derive(Debug, PartialEq)]
pub(crate) enum Step {
    /// `output = activation(input · weight + bias)`.
    Dense { layer: NodeId, input: ValueId, activation: Activation, output: ValueId },
    /// `output = input · weight + bias`, finished by the caller block by block.
    DenseHead { layer: NodeId, input: ValueId, head: usize, output: ValueId },
    /// `output = activation(input)`.
    Activation { activation: Activation, input: ValueId, output: ValueId },
    /// `output = input`, finished by the caller in one block.
    CopyHead { input: ValueId, head: usize, output: ValueId },
}

impl Step {
    pub(crate) fn input(&self) -> ValueId {
        match *self {
            Step::Dense { input, .. }
            | Step::DenseHead { input, .. }
            | Step::Activation { input, .. }
            | Step::CopyHead { input, .. } => input,
        }
    }

    pub(crate) fn output(&self) -> ValueId {
        match *self {
            Step::Dense { output, .. }
            | Step::DenseHead { output, .. }
            | Step::Activation { output, .. }
            | Step::CopyHead { output, .. } => output,
        }
    }
}

/// Plans the way forward.
pub(crate) fn fuse(graph: &Graph) -> Forward {
    let uses = Uses::of(graph);
    let mut fusion = Fusion {
        graph,
        values: Vec::new(),
        steps: Vec::new(),
        heads: vec![None; graph.outputs.len()],
        value_of: vec![None; graph.nodes.len()],
    };
    for (index, node) in graph.nodes.iter().enumerate() {
        let id = NodeId(index);
        match &node.operation {
            Operation::Input => fusion.input(id),
            Operation::Flatten => {}
            Operation::Dense(dense) => fusion.dense(id, dense.activation, &uses),
            Operation::Activation(activation) => fusion.activation(id, *activation, &uses),
            _ => todo!("plan"),
        }
    }
    for (head, output) in graph.outputs.iter().enumerate() {
        if fusion.heads[head].is_none() {
            fusion.copy_head(uses.root[output.node.0], head, output.node, Activation::Linear);
        }
    }
    let heads =
        fusion.heads.into_iter().map(|head| head.expect("every output has a head")).collect();
    Forward { values: fusion.values, steps: fusion.steps, heads }
}

/// Who uses the values, seen through the views.
struct Uses {
    /// The node whose numbers each node shows: itself, unless it is a view.
    root: Vec<NodeId>,
    /// The nodes that compute with each root's numbers.
    nodes: Vec<Vec<NodeId>>,
    /// The outputs that each root is.
    outputs: Vec<Vec<usize>>,
}

impl Uses {
    fn of(graph: &Graph) -> Self {
        let count = graph.nodes.len();
        let mut uses = Uses {
            root: Vec::new(),
            nodes: vec![Vec::new(); count],
            outputs: vec![Vec::new(); count],
        };
        for (index, node) in graph.nodes.iter().enumerate() {
            if let Operation::Flatten = node.operation {
                uses.root.push(uses.root[node.inputs[0].0]);
                continue;
            }
            uses.root.push(NodeId(index));
            for input in &node.inputs {
                uses.nodes[uses.root[input.0].0].push(NodeId(index));
            }
        }
        for (head, output) in graph.outputs.iter().enumerate() {
            uses.outputs[uses.root[output.node.0].0].push(head);
        }
        uses
    }

    /// The one node that uses these numbers, if nobody else does.
    fn only_node(&self, root: NodeId) -> Option<NodeId> {
        match (&*self.nodes[root.0], &*self.outputs[root.0]) {
            ([node], []) => Some(*node),
            _ => None,
        }
    }
}

struct Fusion<'a> {
    graph: &'a Graph,
    values: Vec<Value>,
    steps: Vec<Step>,
    heads: Vec<Option<Activation>>,
    value_of: Vec<Option<ValueId>>,
}

impl Fusion<'_> {
    fn input(&mut self, node: NodeId) {
        let number = self.graph.inputs.iter().position(|&input| input == node);
        let place = Place::Input(number.expect("the graph lists its inputs"));
        self.value(node, place, Activation::Linear, false);
    }

    fn dense(&mut self, layer: NodeId, activation: Activation, uses: &Uses) {
        let input = self.input_of(layer);
        let (end, activation) = match uses.only_node(layer) {
            Some(next) if activation == Activation::Linear => {
                match self.graph.nodes[next.0].operation {
                    Operation::Activation(activation) => (next, activation),
                    _ => (layer, activation),
                }
            }
            _ => (layer, activation),
        };
        if let Some(&head) = uses.outputs[end.0].first() {
            self.heads[head] = Some(activation);
            let output = self.value(end, Place::Output(head), Activation::Linear, true);
            self.steps.push(Step::DenseHead { layer, input, head, output });
            self.value_of[layer.0] = Some(output);
        } else if self.is_fusible(activation, end, uses) {
            let output = self.value(end, Place::Scratch, activation, true);
            self.steps.push(Step::Dense { layer, input, activation, output });
            self.value_of[layer.0] = Some(output);
        } else {
            let linear = self.value(layer, Place::Scratch, Activation::Linear, true);
            let step = Step::Dense { layer, input, activation: Activation::Linear, output: linear };
            self.steps.push(step);
            let output = self.value(end, Place::Scratch, Activation::Linear, true);
            self.steps.push(Step::Activation { activation, input: linear, output });
        }
    }

    fn activation(&mut self, node: NodeId, activation: Activation, uses: &Uses) {
        if self.value_of[node.0].is_some() {
            return; // it is part of its dense layer
        }
        if let Some(&head) = uses.outputs[node.0].first() {
            let source = uses.root[self.graph.nodes[node.0].inputs[0].0];
            self.copy_head(source, head, node, activation);
            return;
        }
        let input = self.input_of(node);
        let trained = self.values[input.0].trained;
        let output = self.value(node, Place::Scratch, Activation::Linear, trained);
        self.steps.push(Step::Activation { activation, input, output });
    }

    /// Shows `source` as the output `head`, whose value is `node`'s once it is finished.
    fn copy_head(&mut self, source: NodeId, head: usize, node: NodeId, activation: Activation) {
        let input = self.value_of[source.0].expect("a source comes before what shows it");
        let trained = self.values[input.0].trained;
        self.heads[head] = Some(activation);
        let output = self.new_value(node, Place::Output(head), Activation::Linear, trained);
        // a source that is shown as it is keeps its own value for whoever else uses it
        self.value_of[node.0].get_or_insert(output);
        self.steps.push(Step::CopyHead { input, head, output });
    }

    /// Whether the derivative is a factor for each number, and all users multiply with it.
    fn is_fusible(&self, activation: Activation, end: NodeId, uses: &Uses) -> bool {
        let is_dense =
            |user: &NodeId| matches!(self.graph.nodes[user.0].operation, Operation::Dense(_));
        activation == Activation::Linear
            || activation != Activation::Softmax && uses.nodes[end.0].iter().all(is_dense)
    }

    /// The value of the one thing that the node is made from.
    fn input_of(&self, node: NodeId) -> ValueId {
        let mut source = self.graph.nodes[node.0].inputs[0];
        while let Operation::Flatten = self.graph.nodes[source.0].operation {
            source = self.graph.nodes[source.0].inputs[0];
        }
        self.value_of[source.0].expect("inputs come before what is made from them")
    }

    fn value(
        &mut self,
        node: NodeId,
        place: Place,
        activation: Activation,
        trained: bool,
    ) -> ValueId {
        let id = self.new_value(node, place, activation, trained);
        self.value_of[node.0] = Some(id);
        id
    }

    fn new_value(
        &mut self,
        node: NodeId,
        place: Place,
        activation: Activation,
        trained: bool,
    ) -> ValueId {
        let width = Size::of(&self.graph.nodes[node.0].shape);
        self.values.push(Value { node, width, place, activation, trained });
        ValueId(self.values.len() - 1)
    }
}
