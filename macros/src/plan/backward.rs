//! Plans the backward pass: which gradients are computed, in an order in which they can be.
//!
//! Input: the forward pass. Output: kernel calls in reverse order. Only values that depend on
//! parameters get a gradient. The first use of a value writes its gradient, the others add to it. A
//! layer is updated after the last gradient that is computed with its old weight, because an
//! update may change the weight at once.

use super::operation::Needs;
use super::step::{Forward, Step, ValueId};
use crate::graph::{Graph, NodeId};
use crate::ops::Activation;
use std::collections::{BTreeMap, BTreeSet};

/// A gradient of the loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Delta {
    /// With respect to an output before its activation: the caller computes it, with the loss.
    Head(usize),
    /// With respect to a value; before the activation by whose derivative its users multiply.
    Value(ValueId),
}

/// One kernel call of the backward pass.
#[derive(Debug, PartialEq)]
pub(crate) enum BackStep {
    /// `Δinput = (delta · weightᵀ) * f'(input)`, where `f` is the activation that made the input.
    Input { layer: NodeId, delta: Delta, input: ValueId, accumulate: bool },
    /// Updates a layer, or adds one use's contribution: passes its input and its output's gradient.
    Update { layer: NodeId, delta: Delta, input: ValueId, share: Share },
    /// `Δoutput *= f'(output)`, which makes it the gradient with respect to the activation's input.
    Activation { activation: Activation, output: ValueId },
    /// The gradient with respect to one input of an operation.
    Operation(OperationBack),
    /// All gradients of a component.
    Component(ComponentBack),
    /// Of a slice: `to[columns of part] = Δpart` and zero elsewhere, or `+=` if `accumulate`.
    Part { part: ValueId, to: ValueId, accumulate: bool },
    /// `to = from`, or `to += from` if `accumulate`.
    Copy { from: Delta, to: Delta, accumulate: bool },
}

/// What the gradient with respect to an input of an operation is computed from.
#[derive(Debug, PartialEq)]
pub(crate) struct OperationBack {
    pub(crate) node: NodeId,
    /// All inputs of the operation.
    pub(crate) inputs: Vec<ValueId>,
    /// The input with respect to which the gradient is.
    pub(crate) index: usize,
    pub(crate) output: ValueId,
    pub(crate) needs: Needs,
    pub(crate) accumulate: bool,
}

/// What the gradients of a component are computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ComponentBack {
    pub(crate) layer: NodeId,
    /// The number of this call among the calls of components.
    pub(crate) component: usize,
    pub(crate) input: ValueId,
    pub(crate) output: ValueId,
    /// The contribution of this use to the gradient of the parameters.
    pub(crate) share: Share,
}

/// The contribution of one use of a layer to the gradient of its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// The whole gradient: it is the only use.
    Whole,
    /// The first contribution, which overwrites the buffer.
    First,
    /// A further contribution, which is added to those before.
    Further,
}

impl Share {
    /// The contribution of use number `index` of `uses`, in the order of the backward pass.
    fn of(index: usize, uses: usize) -> Self {
        match index {
            0 if uses == 1 => Share::Whole,
            0 => Share::First,
            _ => Share::Further,
        }
    }
}

impl BackStep {
    /// The value whose gradient the kernel call computes; `None` for an update.
    pub(crate) fn target(&self) -> Option<ValueId> {
        match *self {
            BackStep::Input { input, .. } => Some(input),
            BackStep::Activation { output, .. } => Some(output),
            BackStep::Operation(ref back) => Some(back.inputs[back.index]),
            BackStep::Part { to, .. } => Some(to),
            BackStep::Copy { to: Delta::Value(value), .. } => Some(value),
            BackStep::Copy { to: Delta::Head(_), .. }
            | BackStep::Update { .. }
            | BackStep::Component(_) => None,
        }
    }
}

/// Plans the backward pass, down to the inputs, whose gradients are needed if the network is a
/// layer of another; `None` if a step activation before the heads has no useful gradient.
pub(crate) fn schedule(graph: &Graph, forward: &Forward) -> Option<Vec<BackStep>> {
    let smooth = forward.steps.iter().all(|step| match step {
        Step::Dense { activation, .. } | Step::Activation { activation, .. } => {
            !matches!(activation, Activation::Heaviside | Activation::Sign)
        }
        _ => true,
    });
    smooth.then(|| {
        let mut schedule = Schedule {
            graph,
            forward,
            steps: Vec::new(),
            written: BTreeSet::new(),
            waiting: BTreeMap::new(),
            uses: BTreeMap::new(),
            done: BTreeMap::new(),
        };
        for layer in forward.steps.iter().filter_map(layer_of) {
            *schedule.uses.entry(layer).or_default() += 1;
        }
        for step in forward.steps.iter().rev() {
            schedule.step(step);
        }
        schedule.steps
    })
}

fn layer_of(step: &Step) -> Option<NodeId> {
    match *step {
        Step::Dense { layer, .. }
        | Step::DenseHead { layer, .. }
        | Step::Component { layer, .. } => Some(layer),
        _ => None,
    }
}

struct Schedule<'a> {
    graph: &'a Graph,
    forward: &'a Forward,
    steps: Vec<BackStep>,
    /// The gradients that have been written already.
    written: BTreeSet<Delta>,
    /// The uses of a layer that wait for its other uses to be updated: gradient and input of each.
    waiting: BTreeMap<NodeId, Vec<(Delta, ValueId)>>,
    /// The number of uses of a layer.
    uses: BTreeMap<NodeId, usize>,
    /// The number of uses of a component so far.
    done: BTreeMap<NodeId, usize>,
}

impl Schedule<'_> {
    fn step(&mut self, step: &Step) {
        match *step {
            Step::Dense { layer, activation, input, output } => {
                if activation != self.forward.values[output.0].activation {
                    self.steps.push(BackStep::Activation { activation, output });
                }
                self.dense(layer, Delta::Value(output), input);
            }
            Step::DenseHead { layer, input, head, output } => {
                self.users_of_head(head, output);
                self.dense(layer, Delta::Head(head), input);
            }
            Step::Activation { activation, input, output } => {
                self.through(activation, output, Delta::Value(input));
            }
            Step::Operation { node, ref inputs, output } => self.operation(node, inputs, output),
            Step::Component { layer, component, input, output } => {
                self.written.insert(Delta::Value(input));
                let done = self.done.entry(layer).or_default();
                let share = Share::of(*done, self.uses[&layer]);
                *done += 1;
                self.steps.push(BackStep::Component(ComponentBack {
                    layer,
                    component,
                    input,
                    output,
                    share,
                }));
            }
            Step::Part { input, output } => {
                let accumulate = !self.written.insert(Delta::Value(input));
                self.steps.push(BackStep::Part { part: output, to: input, accumulate });
            }
            Step::CopyHead { input, head, output } => {
                self.users_of_head(head, output);
                self.copy(Delta::Head(head), Delta::Value(input));
            }
        }
    }

    fn dense(&mut self, layer: NodeId, delta: Delta, input: ValueId) {
        let accumulate = !self.written.insert(Delta::Value(input));
        self.steps.push(BackStep::Input { layer, delta, input, accumulate });
        let waiting = self.waiting.entry(layer).or_default();
        waiting.push((delta, input));
        let uses = self.uses[&layer];
        if waiting.len() == uses {
            for (index, (delta, input)) in waiting.drain(..).enumerate() {
                let share = Share::of(index, uses);
                self.steps.push(BackStep::Update { layer, delta, input, share });
            }
        }
    }

    fn operation(&mut self, node: NodeId, inputs: &[ValueId], output: ValueId) {
        let operation = &self.graph.nodes[node.0].operation;
        let (passed, computed): (Vec<_>, Vec<_>) = (0..inputs.len())
            .map(|index| (index, Needs::of(operation, index)))
            .partition(|(_, needs)| *needs == Needs::Nothing);
        for (index, needs) in computed {
            let input = inputs[index];
            let accumulate = !self.written.insert(Delta::Value(input));
            let inputs = inputs.to_vec();
            let back = OperationBack { node, inputs, index, output, needs, accumulate };
            self.steps.push(BackStep::Operation(back));
        }
        // Copies of the gradient come last, as only then they can take over its memory.
        for (index, _) in passed {
            self.copy(Delta::Value(output), Delta::Value(inputs[index]));
        }
    }

    /// Adds the gradient from the other users of an output to the gradient from the loss.
    fn users_of_head(&mut self, head: usize, output: ValueId) {
        self.written.insert(Delta::Head(head));
        if self.written.contains(&Delta::Value(output)) {
            self.through(self.forward.heads[head], output, Delta::Head(head));
        }
    }

    fn through(&mut self, activation: Activation, output: ValueId, to: Delta) {
        if activation != Activation::Linear {
            self.steps.push(BackStep::Activation { activation, output });
        }
        self.copy(Delta::Value(output), to);
    }

    fn copy(&mut self, from: Delta, to: Delta) {
        let accumulate = !self.written.insert(to);
        self.steps.push(BackStep::Copy { from, to, accumulate });
    }
}
