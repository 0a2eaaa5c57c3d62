//! Liveness analysis: when each value and gradient is in use, and so its offset in scratch memory.
//!
//! Input: the kernel calls of the forward pass and, for training, of the backward pass. Output: an
//! offset, for each sample of a batch, of every scratch value and gradient. A value lives from the
//! kernel call that writes it to the last that reads it. What runs in place keeps its offset.

use super::arena::{Buffer, place};
use super::backward::{BackStep, Delta};
use super::operation::is_in_place;
use super::size::Size;
use super::step::{Forward, Step, ValueId};
use crate::graph::Graph;
use std::collections::BTreeMap;

/// A value or a gradient in scratch memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    Value(ValueId),
    Delta(Delta),
}

/// The offset and the number of the elements of an item, for each sample of a batch.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slot {
    pub(crate) start: Size,
    pub(crate) width: Size,
}

/// The layout of a block of scratch memory.
#[derive(Debug)]
pub(crate) struct Memory {
    slots: BTreeMap<Item, Slot>,
    /// The number of elements for each sample.
    pub(crate) size: Size,
}

impl Memory {
    /// The memory of an item; `None` for inputs and outputs, which are in the caller's memory.
    pub(crate) fn slot(&self, item: Item) -> Option<&Slot> {
        self.slots.get(&item)
    }

    /// Whether two items have the same memory.
    pub(crate) fn is_shared(&self, one: Item, other: Item) -> bool {
        self.slot(one).is_some_and(|slot| Some(slot) == self.slot(other))
    }
}

/// Lays out the scratch memory of a prediction, or of a training step with backward pass `back`.
pub(crate) fn lay_out(graph: &Graph, forward: &Forward, back: Option<&[BackStep]>) -> Memory {
    let mut lives = Lives { graph, forward, spans: BTreeMap::new(), renamed: BTreeMap::new() };
    let mut time = 0;
    for step in &forward.steps {
        for &value in step.inputs() {
            lives.touch(Item::Value(value), time);
        }
        lives.touch(Item::Value(step.output()), time);
        if let (Step::DenseHead { head, .. } | Step::CopyHead { head, .. }, Some(_)) = (step, back)
        {
            lives.touch(Item::Delta(Delta::Head(*head)), time);
        }
        time += 1;
    }
    for step in back.unwrap_or_default() {
        for item in items(step) {
            lives.touch(item, time);
        }
        time += 1;
    }
    lives.rename(back.unwrap_or_default());
    lives.place()
}

/// The items that a kernel call of the backward pass reads and writes.
pub(crate) fn items(step: &BackStep) -> Vec<Item> {
    match *step {
        BackStep::Input { delta, input, .. } => {
            vec![Item::Value(input), Item::Delta(delta), Item::Delta(Delta::Value(input))]
        }
        BackStep::Update { delta, input, .. } => vec![Item::Value(input), Item::Delta(delta)],
        BackStep::Activation { output, .. } => {
            vec![Item::Value(output), Item::Delta(Delta::Value(output))]
        }
        BackStep::Operation(ref back) => {
            let inputs = back.inputs.iter().filter(|_| back.needs.inputs());
            let output = Some(&back.output).filter(|_| back.needs.output());
            let values = inputs.chain(output).map(|value| Item::Value(*value));
            let deltas = [back.output, back.inputs[back.index]];
            values.chain(deltas.map(|value| Item::Delta(Delta::Value(value)))).collect()
        }
        BackStep::Component(back) => {
            let values = [back.input, back.output].map(Item::Value);
            let deltas = [back.output, back.input].map(Delta::Value);
            values.into_iter().chain(deltas.map(Item::Delta)).collect()
        }
        BackStep::Part { part, to, .. } => {
            [part, to].map(|value| Item::Delta(Delta::Value(value))).into()
        }
        BackStep::Copy { from, to, .. } => vec![Item::Delta(from), Item::Delta(to)],
    }
}

struct Lives<'a> {
    graph: &'a Graph,
    forward: &'a Forward,
    /// The lifetime of each item: its first and its last kernel call.
    spans: BTreeMap<Item, (usize, usize)>,
    /// Items that take over the memory of another.
    renamed: BTreeMap<Item, Item>,
}

impl Lives<'_> {
    fn touch(&mut self, item: Item, time: usize) {
        let item = match item {
            Item::Value(value) => Item::Value(self.forward.holder(value)),
            Item::Delta(_) => item,
        };
        let is_given = match item {
            Item::Value(value) => !self.forward.is_scratch(value),
            Item::Delta(Delta::Value(value)) => self.forward.is_input(value),
            Item::Delta(Delta::Head(_)) => false,
        };
        if is_given {
            return;
        }
        self.spans.entry(item).and_modify(|span| span.1 = time).or_insert((time, time));
    }

    /// Lets the output of a kernel call take over the memory of an input that is used no more.
    fn rename(&mut self, back: &[BackStep]) {
        for (time, step) in self.forward.steps.iter().enumerate() {
            match *step {
                Step::Activation { input, output, .. } => {
                    self.take_over(Item::Value(input), Item::Value(output), time);
                }
                Step::Operation { node, ref inputs, output } => {
                    let operation = &self.graph.nodes[node.0].operation;
                    let count = inputs.len();
                    for index in (0..count).filter(|index| is_in_place(operation, *index, count)) {
                        let (input, output) = (Item::Value(inputs[index]), Item::Value(output));
                        if self.is_apart(inputs, index) && self.take_over(input, output, time) {
                            break;
                        }
                    }
                }
                _ => {}
            }
        }
        for (index, step) in back.iter().enumerate() {
            if let BackStep::Copy { from, to, accumulate: false } = *step {
                let time = self.forward.steps.len() + index;
                self.take_over(Item::Delta(from), Item::Delta(to), time);
            }
        }
    }

    /// Whether no other input is in the memory of input number `index`.
    fn is_apart(&self, inputs: &[ValueId], index: usize) -> bool {
        let memory = |value: ValueId| self.owner(Item::Value(self.forward.holder(value)));
        let own = memory(inputs[index]);
        inputs.iter().enumerate().all(|(other, value)| other == index || memory(*value) != own)
    }

    /// Gives `to` the memory of `from`, if `from` ends and `to` begins at `time`; `true` if it did.
    fn take_over(&mut self, from: Item, to: Item, time: usize) -> bool {
        let from = self.owner(from);
        let (Some(&(first, end)), Some(&(begin, last))) =
            (self.spans.get(&from), self.spans.get(&to))
        else {
            return false;
        };
        let is_possible = end == time && begin == time;
        if is_possible {
            self.spans.remove(&to);
            self.spans.insert(from, (first, last));
            self.renamed.insert(to, from);
        }
        is_possible
    }

    fn owner(&self, item: Item) -> Item {
        self.renamed.get(&item).copied().unwrap_or(item)
    }

    fn place(self) -> Memory {
        let mut spans: Vec<(Item, (usize, usize))> = self.spans.into_iter().collect();
        spans.sort_by_key(|&(_, span)| span);
        let width = |item: Item| match item {
            Item::Value(value) | Item::Delta(Delta::Value(value)) => {
                self.forward.values[value.0].width.clone()
            }
            Item::Delta(Delta::Head(head)) => self.forward.head_width(head),
        };
        let buffers: Vec<Buffer> = spans
            .iter()
            .map(|&(item, (first, last))| Buffer { size: width(item), first, last })
            .collect();
        let arena = place(&buffers);
        let mut slots: BTreeMap<Item, Slot> = spans
            .iter()
            .zip(arena.offsets)
            .map(|(&(item, _), start)| (item, Slot { start, width: width(item) }))
            .collect();
        for (item, owner) in self.renamed {
            slots.insert(item, slots[&owner].clone());
        }
        Memory { slots, size: arena.size }
    }
}
