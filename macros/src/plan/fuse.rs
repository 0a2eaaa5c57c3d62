//! Plans the forward pass: which kernels are called, on which values.
//!
//! Input: the graph. Output: kernel calls in order. Flattening and reshaping need none, as a batch
//! is a matrix with a row for each sample; a slice of the first axis is a view of columns. An
//! activation is fused with its dense layer. If all users of the result are dense layers, these
//! multiply the gradient with respect to their input by its derivative. The last dense layer of a
//! head runs without its activation, which the caller applies block by block, together with the
//! loss. A dense layer whose output is concatenated can write it directly into the concatenation.

use super::size::Size;
use super::step::{Forward, Place, Step, Value, ValueId};
use super::uses::Uses;
use crate::graph::{Graph, NodeId};
use crate::ops::{Activation, Operation, Slice};

/// Plans the forward pass; `joins` says whether layers write into a concatenation of their outputs.
pub(crate) fn fuse(graph: &Graph, joins: bool) -> Forward {
    let mut fusion = Fusion {
        graph,
        joins,
        uses: Uses::of(graph),
        values: Vec::new(),
        steps: Vec::new(),
        heads: vec![None; graph.outputs.len()],
        value_of: vec![None; graph.nodes.len()],
        components: 0,
    };
    for (index, node) in graph.nodes.iter().enumerate() {
        let id = NodeId(index);
        match &node.operation {
            Operation::Input => fusion.input(id),
            Operation::Flatten | Operation::Reshape => {}
            Operation::Dense(dense) => fusion.dense(id, dense.activation),
            Operation::Activation(activation) => fusion.activation(id, *activation),
            Operation::Slice(slice) if slice.axis == 0 => fusion.part(id, slice),
            Operation::Slice(_)
            | Operation::Elementwise(_)
            | Operation::Merge(_)
            | Operation::Concatenate { .. }
            | Operation::Dot
            | Operation::Permute { .. }
            | Operation::Function(_) => fusion.operation(id),
            Operation::Component(_) => fusion.component(id),
        }
    }
    for (head, output) in graph.outputs.iter().enumerate() {
        if fusion.heads[head].is_none() {
            let source = fusion.uses.root[output.node.0];
            fusion.copy_head(source, head, output.node, Activation::Linear);
        }
    }
    let heads =
        fusion.heads.into_iter().map(|head| head.expect("every output has a head")).collect();
    Forward { values: fusion.values, steps: fusion.steps, heads }
}

struct Fusion<'a> {
    graph: &'a Graph,
    joins: bool,
    uses: Uses,
    values: Vec<Value>,
    steps: Vec<Step>,
    heads: Vec<Option<Activation>>,
    value_of: Vec<Option<ValueId>>,
    /// The number of calls of components so far.
    components: usize,
}

impl Fusion<'_> {
    fn input(&mut self, node: NodeId) {
        let number = self.graph.inputs.iter().position(|&input| input == node);
        let place = Place::Input(number.expect("the graph lists its inputs"));
        self.value(node, place, Activation::Linear, false);
    }

    fn dense(&mut self, node: NodeId, activation: Activation) {
        let layer = self.graph.nodes[node.0].shared.unwrap_or(node);
        let input = self.input_of(node, 0);
        let (end, activation) = match self.uses.only_node(node) {
            Some(next) if activation == Activation::Linear => {
                match self.graph.nodes[next.0].operation {
                    Operation::Activation(activation) => (next, activation),
                    _ => (node, activation),
                }
            }
            _ => (node, activation),
        };
        let output = if let Some(&head) = self.uses.outputs[end.0].first() {
            let input = self.outside_outputs(input, end);
            self.heads[head] = Some(activation);
            let output = self.value(end, Place::Output(head), Activation::Linear, true);
            self.steps.push(Step::DenseHead { layer, input, head, output });
            output
        } else {
            let for_users =
                if self.multiply(activation, end) { activation } else { Activation::Linear };
            let place = self.place_in_joined(end).unwrap_or(Place::Scratch);
            let output = self.value(end, place, for_users, true);
            self.steps.push(Step::Dense { layer, input, activation, output });
            output
        };
        self.value_of[node.0] = Some(output);
    }

    /// The place of the value in a concatenation, if its columns are contiguous there.
    fn place_in_joined(&mut self, node: NodeId) -> Option<Place> {
        let is_node = |input: &&NodeId| self.uses.root[input.0] == node;
        let joins = |user: &&NodeId| {
            let user = &self.graph.nodes[user.0];
            matches!(user.operation, Operation::Concatenate { axis: 0 })
                && user.inputs.iter().filter(is_node).count() == 1
        };
        let user = *self.uses.nodes[node.0].iter().filter(|_| self.joins).find(joins)?;
        let inputs = &self.graph.nodes[user.0].inputs;
        let before = inputs.iter().take_while(|input| !is_node(input));
        let offset = Size::sum(before.map(|input| Size::of(&self.graph.nodes[input.0].shape)));
        let of = match self.value_of[user.0] {
            Some(joined) => joined,
            None => self.value(user, Place::Scratch, Activation::Linear, true),
        };
        Some(Place::Part { of, offset })
    }

    /// Whether the derivative is elementwise, and all users multiply by it in their backward pass.
    fn multiply(&self, activation: Activation, node: NodeId) -> bool {
        let is_dense =
            |user: &NodeId| matches!(self.graph.nodes[user.0].operation, Operation::Dense(_));
        activation != Activation::Softmax && self.uses.nodes[node.0].iter().all(is_dense)
    }

    fn activation(&mut self, node: NodeId, activation: Activation) {
        if self.value_of[node.0].is_some() {
            return; // it is fused with its dense layer
        }
        if let Some(&head) = self.uses.outputs[node.0].first() {
            let source = self.uses.root[self.graph.nodes[node.0].inputs[0].0];
            self.copy_head(source, head, node, activation);
            return;
        }
        let input = self.input_of(node, 0);
        let trained = self.values[input.0].trained;
        let output = self.value(node, Place::Scratch, Activation::Linear, trained);
        self.steps.push(Step::Activation { activation, input, output });
    }

    /// A slice of the first axis is a view of contiguous columns.
    fn part(&mut self, node: NodeId, slice: &Slice) {
        let input = self.input_of(node, 0);
        let trained = self.values[input.0].trained;
        let shape = &self.graph.nodes[node.0].shape;
        let inner = shape.0[1..].iter().map(Size::from);
        let offset = Size::product(std::iter::once(Size::from(&slice.start)).chain(inner));
        let place = Place::Part { of: input, offset };
        let output = self.value(node, place, Activation::Linear, trained);
        self.steps.push(Step::Part { input, output });
    }

    fn operation(&mut self, node: NodeId) {
        let count = self.graph.nodes[node.0].inputs.len();
        let inputs: Vec<ValueId> = (0..count).map(|index| self.input_of(node, index)).collect();
        let trained = inputs.iter().any(|input| self.values[input.0].trained);
        let output = match self.value_of[node.0] {
            Some(joined) => joined,
            None => self.value(node, Place::Scratch, Activation::Linear, trained),
        };
        self.steps.push(Step::Operation { node, inputs, output });
    }

    /// A component needs contiguous rows, and its input's gradient can have no other contribution.
    fn component(&mut self, node: NodeId) {
        let layer = self.graph.nodes[node.0].shared.unwrap_or(node);
        let mut input = self.input_of(node, 0);
        let source = self.uses.root[self.graph.nodes[node.0].inputs[0].0];
        let is_alone = self.uses.only_node(source).is_some();
        if !is_alone || !self.is_without_gaps(input) {
            input = self.copy(input, node);
        }
        let component = self.components;
        self.components += 1;
        let output = self.value(node, Place::Scratch, Activation::Linear, true);
        self.steps.push(Step::Component { layer, component, input, output });
    }

    fn is_without_gaps(&self, value: ValueId) -> bool {
        match self.values[value.0].place {
            Place::Scratch => true,
            Place::Input(_) => self.graph.inputs.len() == 1,
            Place::Output(_) => self.graph.outputs.len() == 1,
            Place::Part { .. } => false,
        }
    }

    /// Copies `source` to the output `head`, which is the value of `node` after its activation.
    fn copy_head(&mut self, source: NodeId, head: usize, node: NodeId, activation: Activation) {
        let input = self.value_of[source.0].expect("a source comes before what shows it");
        let input = self.outside_outputs(input, node);
        let trained = self.values[input.0].trained;
        self.heads[head] = Some(activation);
        let output = self.new_value(node, Place::Output(head), Activation::Linear, trained);
        // a source without an activation keeps its own value for its other uses
        self.value_of[node.0].get_or_insert(output);
        self.steps.push(Step::CopyHead { input, head, output });
    }

    /// The value itself, or a copy if it is an output: one output cannot be read while another is
    /// written, as they are fields of one struct.
    fn outside_outputs(&mut self, value: ValueId, node: NodeId) -> ValueId {
        let is_output = |mut value: ValueId| loop {
            match self.values[value.0].place {
                Place::Output(_) => return true,
                Place::Part { of, .. } => value = of,
                Place::Input(_) | Place::Scratch => return false,
            }
        };
        if is_output(value) { self.copy(value, node) } else { value }
    }

    /// A copy of a value, for the node.
    fn copy(&mut self, input: ValueId, node: NodeId) -> ValueId {
        let Value { width, trained, .. } = &self.values[input.0];
        let (width, trained) = (width.clone(), *trained);
        let activation = Activation::Linear;
        self.values.push(Value { node, width, place: Place::Scratch, activation, trained });
        let output = ValueId(self.values.len() - 1);
        self.steps.push(Step::Activation { activation, input, output });
        output
    }

    /// The value of input number `index` of the node.
    fn input_of(&self, node: NodeId, index: usize) -> ValueId {
        let source = self.uses.root[self.graph.nodes[node.0].inputs[index].0];
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
