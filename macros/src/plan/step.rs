//! The parts of a forward pass: values, and the kernel calls that compute them.

use super::size::Size;
use crate::graph::NodeId;
use crate::ops::Activation;

/// The kernel calls of a forward pass and the values between them.
#[derive(Debug)]
pub(crate) struct Forward {
    pub(crate) values: Vec<Value>,
    pub(crate) steps: Vec<Step>,
    /// The activation that the caller applies to each output.
    pub(crate) heads: Vec<Activation>,
}

/// The index of a value in [`Forward::values`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ValueId(pub(crate) usize);

/// A matrix with one row for each sample: an input, or the output of a kernel call.
#[derive(Debug, PartialEq)]
pub(crate) struct Value {
    /// The node whose value it is.
    pub(crate) node: NodeId,
    /// The number of elements for each sample.
    pub(crate) width: Size,
    pub(crate) place: Place,
    /// The fused activation by whose derivative all users multiply its gradient, or linear.
    pub(crate) activation: Activation,
    /// Whether it depends on parameters, so that it needs a gradient.
    pub(crate) trained: bool,
}

/// Where a value is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    /// In the samples, as the input of this number.
    Input(usize),
    /// In the outputs, as the output of this number.
    Output(usize),
    /// In the caller's scratch memory.
    Scratch,
    /// In some columns of another value: a slice is read there, and a layer whose output is
    /// concatenated writes there.
    Part { of: ValueId, offset: Size },
}

/// One kernel call.
#[derive(Debug, PartialEq)]
pub(crate) enum Step {
    /// `output = activation(input · weight + bias)`.
    Dense { layer: NodeId, input: ValueId, activation: Activation, output: ValueId },
    /// `output = input · weight + bias`; the caller applies the activation block by block.
    DenseHead { layer: NodeId, input: ValueId, head: usize, output: ValueId },
    /// `output = activation(input)`.
    Activation { activation: Activation, input: ValueId, output: ValueId },
    /// The node's operation, applied to its inputs.
    Operation { node: NodeId, inputs: Vec<ValueId>, output: ValueId },
    /// A custom layer or another network; `component` is the number of this call among all such.
    Component { layer: NodeId, component: usize, input: ValueId, output: ValueId },
    /// A slice: columns of a value, without a copy.
    Part { input: ValueId, output: ValueId },
    /// `output = input`; the caller applies the activation, in one block.
    CopyHead { input: ValueId, head: usize, output: ValueId },
}

impl Step {
    pub(crate) fn inputs(&self) -> &[ValueId] {
        match self {
            Step::Operation { inputs, .. } => inputs,
            Step::Dense { input, .. }
            | Step::DenseHead { input, .. }
            | Step::Activation { input, .. }
            | Step::Component { input, .. }
            | Step::Part { input, .. }
            | Step::CopyHead { input, .. } => std::slice::from_ref(input),
        }
    }

    pub(crate) fn output(&self) -> ValueId {
        match *self {
            Step::Dense { output, .. }
            | Step::DenseHead { output, .. }
            | Step::Activation { output, .. }
            | Step::Component { output, .. }
            | Step::Operation { output, .. }
            | Step::Part { output, .. }
            | Step::CopyHead { output, .. } => output,
        }
    }
}

impl Forward {
    /// The value that owns the memory of a value: itself, or the value of which it is a part.
    pub(crate) fn holder(&self, value: ValueId) -> ValueId {
        match self.values[value.0].place {
            Place::Part { of, .. } => self.holder(of),
            _ => value,
        }
    }

    /// Whether a value is written directly into `whole`, as a part of it.
    pub(crate) fn is_written_into(&self, value: ValueId, whole: ValueId) -> bool {
        matches!(self.values[value.0].place, Place::Part { of, .. } if of == whole)
    }

    /// Whether a value has scratch memory of its own.
    pub(crate) fn is_scratch(&self, value: ValueId) -> bool {
        self.values[value.0].place == Place::Scratch
    }

    /// Whether a value is an input, whose gradient is in the caller's memory.
    pub(crate) fn is_input(&self, value: ValueId) -> bool {
        matches!(self.values[value.0].place, Place::Input(_))
    }

    /// The number of elements of an output for each sample.
    pub(crate) fn head_width(&self, head: usize) -> Size {
        let is_head = |step: &&Step| matches!(step, Step::DenseHead { head: of, .. } | Step::CopyHead { head: of, .. } if *of == head);
        let step = self.steps.iter().find(is_head).expect("every head has a step");
        self.values[step.output().0].width.clone()
    }
}
