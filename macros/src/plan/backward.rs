//! The way back: where each gradient comes from, in the order in which it can be computed.
//!
//! Takes the way forward, gives steps in reverse order. Only values with parameters before them
//! get a gradient. The first of a value's users writes it, the others add to it. A layer is
//! updated when the last gradient that its old weight is needed for is known, because an update
//! may change the weight at once.

use super::fuse::{Forward, Place, Step, ValueId};
use crate::graph::NodeId;
use crate::ops::Activation;
use std::collections::{BTreeMap, BTreeSet};

/// A gradient with respect to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Delta {
    /// What an output was before the caller finished it: the caller gives it.
    Head(usize),
    /// A value, before the activation of its dense layer's step.
    Value(ValueId),
}

/// One kernel of the way back.
#[derive(Debug, PartialEq)]
pub(crate) enum BackStep {
    /// `Δinput = (delta · weightᵀ) * f'(input)`, with the input's own activation `f`.
    Input { layer: NodeId, delta: Delta, input: ValueId, accumulate: bool },
    /// Hands on a layer's gradient, as its input and its output's gradient.
    Update { layer: NodeId, delta: Delta, input: ValueId },
    /// `Δoutput *= f'(output)`, which makes it the gradient of the activation's input.
    Activation { activation: Activation, output: ValueId },
    /// `to = from`, or `to += from`.
    Copy { from: Delta, to: Delta, accumulate: bool },
}

/// Plans the way back; nothing where a step unit before the heads leaves no gradient.
pub(crate) fn schedule(forward: &Forward) -> Option<Vec<BackStep>> {
    let smooth = forward.steps.iter().all(|step| match step {
        Step::Dense { activation, .. } | Step::Activation { activation, .. } => {
            !matches!(activation, Activation::Heaviside | Activation::Sign)
        }
        Step::DenseHead { .. } | Step::CopyHead { .. } => true,
    });
    smooth.then(|| {
        let mut schedule = Schedule {
            forward,
            steps: Vec::new(),
            written: BTreeSet::new(),
            waiting: BTreeMap::new(),
            uses: BTreeMap::new(),
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
        Step::Dense { layer, .. } | Step::DenseHead { layer, .. } => Some(layer),
        Step::Activation { .. } | Step::CopyHead { .. } => None,
    }
}

struct Schedule<'a> {
    forward: &'a Forward,
    steps: Vec<BackStep>,
    /// The gradients that hold something already.
    written: BTreeSet<Delta>,
    /// Updates that wait for other uses of their layer.
    waiting: BTreeMap<NodeId, Vec<BackStep>>,
    /// How many uses of a layer are still to come.
    uses: BTreeMap<NodeId, usize>,
}

impl Schedule<'_> {
    fn step(&mut self, step: &Step) {
        match *step {
            Step::Dense { layer, input, output, .. } => {
                self.dense(layer, Delta::Value(output), input);
            }
            Step::DenseHead { layer, input, head, output } => {
                self.users_of_head(head, output);
                self.dense(layer, Delta::Head(head), input);
            }
            Step::Activation { activation, input, output } => {
                self.through(activation, output, Delta::Value(input));
            }
            Step::CopyHead { input, head, output } => {
                self.users_of_head(head, output);
                if self.is_trained(input) {
                    self.copy(Delta::Head(head), Delta::Value(input));
                }
            }
        }
    }

    fn dense(&mut self, layer: NodeId, delta: Delta, input: ValueId) {
        if self.is_trained(input) {
            let accumulate = !self.written.insert(Delta::Value(input));
            self.steps.push(BackStep::Input { layer, delta, input, accumulate });
        }
        let update = BackStep::Update { layer, delta, input };
        self.waiting.entry(layer).or_default().push(update);
        let uses = self.uses.get_mut(&layer).expect("every layer's uses are counted");
        *uses -= 1;
        if *uses == 0 {
            self.steps.extend(self.waiting.remove(&layer).unwrap_or_default());
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
        let needed = match to {
            Delta::Value(input) => self.is_trained(input),
            Delta::Head(_) => true,
        };
        if needed {
            if activation != Activation::Linear {
                self.steps.push(BackStep::Activation { activation, output });
            }
            self.copy(Delta::Value(output), to);
        }
    }

    fn copy(&mut self, from: Delta, to: Delta) {
        let accumulate = !self.written.insert(to);
        self.steps.push(BackStep::Copy { from, to, accumulate });
    }

    fn is_trained(&self, value: ValueId) -> bool {
        self.forward.values[value.0].trained
    }
}

impl Forward {
    /// Whether a value is kept in scratch memory.
    pub(crate) fn is_scratch(&self, value: ValueId) -> bool {
        self.values[value.0].place == Place::Scratch
    }
}
