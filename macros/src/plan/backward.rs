//! The way back: where each gradient comes from, in the order in which it can be computed.
//!
//! Takes the way forward, gives steps in reverse order. Only values with parameters before them
//! get a gradient. The first of a value's users writes it, the others add to it. A layer is
//! updated when the last gradient that its old weight is needed for is known, because an update
//! may change the weight at once.

use super::operation::Needs;
use super::step::{Forward, Step, ValueId};
use crate::graph::{Graph, NodeId};
use crate::ops::Activation;
use std::collections::{BTreeMap, BTreeSet};

/// A gradient with respect to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Delta {
    /// What an output was before the caller finished it: the caller gives it.
    Head(usize),
    /// A value, before the activation that its users multiply with.
    Value(ValueId),
}

/// One kernel of the way back.
#[derive(Debug, PartialEq)]
pub(crate) enum BackStep {
    /// `Δinput = (delta · weightᵀ) * f'(input)`, with the input's own activation `f`.
    Input { layer: NodeId, delta: Delta, input: ValueId, accumulate: bool },
    /// Hands on a layer's gradient, or one use's share, as its input and its output's gradient.
    Update { layer: NodeId, delta: Delta, input: ValueId, share: Share },
    /// `Δoutput *= f'(output)`, which makes it the gradient of the activation's input.
    Activation { activation: Activation, output: ValueId },
    /// The gradient of one input of an operation, from its output's.
    Operation(OperationBack),
    /// All gradients of a component.
    Component(ComponentBack),
    /// Some columns: `to[columns of part] = Δpart`, zero beside them, or added to what is there.
    Part { part: ValueId, to: ValueId, accumulate: bool },
    /// `to = from`, or `to += from`.
    Copy { from: Delta, to: Delta, accumulate: bool },
}

/// What the gradient of an operation's input is made from.
#[derive(Debug, PartialEq)]
pub(crate) struct OperationBack {
    pub(crate) node: NodeId,
    /// All that the operation takes.
    pub(crate) inputs: Vec<ValueId>,
    /// Which of them the gradient is of.
    pub(crate) index: usize,
    pub(crate) output: ValueId,
    pub(crate) needs: Needs,
    pub(crate) accumulate: bool,
}

/// What a component's gradients are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ComponentBack {
    pub(crate) layer: NodeId,
    /// Its place among all components.
    pub(crate) component: usize,
    pub(crate) input: ValueId,
    pub(crate) output: ValueId,
    /// What this use gives of its parameters' gradient.
    pub(crate) share: Share,
}

/// Which share of a layer's gradient one of its uses gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// All: it is the only use.
    Whole,
    /// The one that comes before the others.
    First,
    /// One that is added to those before.
    Further,
}

impl Share {
    /// That of use number `index`, on the way back, of `uses`.
    fn of(index: usize, uses: usize) -> Self {
        match index {
            0 if uses == 1 => Share::Whole,
            0 => Share::First,
            _ => Share::Further,
        }
    }
}

impl BackStep {
    /// The value whose gradient the step computes; nothing for an update.
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

/// Plans the way back, down to the inputs, whose gradients are asked for where the network is a
/// layer of another; nothing where a step unit before the heads leaves no gradient.
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
    /// The gradients that hold something already.
    written: BTreeSet<Delta>,
    /// The uses of a layer whose updates wait for its other uses: gradient and input of each.
    waiting: BTreeMap<NodeId, Vec<(Delta, ValueId)>>,
    /// How many uses a layer has.
    uses: BTreeMap<NodeId, usize>,
    /// How many uses of a component were passed.
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
        // What is passed on comes last, when the output's gradient can lend its memory.
        for (index, _) in passed {
            self.copy(Delta::Value(output), Delta::Value(inputs[index]));
        }
    }

    /// Adds what the users of a finished output say to what its caller said.
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
