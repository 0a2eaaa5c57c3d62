//! What a way forward consists of: values, and the kernels that make them.

use super::size::Size;
use crate::graph::NodeId;
use crate::ops::Activation;

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
    /// Whose derivative all users multiply its gradient with: what its dense layer applied.
    pub(crate) activation: Activation,
    /// Whether parameters stand before it, so that it needs a gradient.
    pub(crate) trained: bool,
}

/// Where a value is kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    /// In the samples given, by the input's number.
    Input(usize),
    /// In the outputs asked for, by the output's number.
    Output(usize),
    /// In the caller's scratch.
    Scratch,
    /// In another value, some columns of it: read there, or written there by a layer before what
    /// joins it with others.
    Part { of: ValueId, offset: Size },
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
    /// What the node's operation makes of its inputs.
    Operation { node: NodeId, inputs: Vec<ValueId>, output: ValueId },
    /// A layer that the author wrote, or another network; the component's place among all.
    Component { layer: NodeId, component: usize, input: ValueId, output: ValueId },
    /// Columns of a value, read where they are.
    Part { input: ValueId, output: ValueId },
    /// `output = input`, finished by the caller in one block.
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
    /// The value in whose memory a value is: its own, or that of which it is a part.
    pub(crate) fn holder(&self, value: ValueId) -> ValueId {
        match self.values[value.0].place {
            Place::Part { of, .. } => self.holder(of),
            _ => value,
        }
    }

    /// Whether a value is written into `whole`, where it belongs.
    pub(crate) fn is_written_into(&self, value: ValueId, whole: ValueId) -> bool {
        matches!(self.values[value.0].place, Place::Part { of, .. } if of == whole)
    }

    /// Whether a value has scratch memory of its own.
    pub(crate) fn is_scratch(&self, value: ValueId) -> bool {
        self.values[value.0].place == Place::Scratch
    }

    /// Whether a value is an input, whose gradient the caller keeps.
    pub(crate) fn is_input(&self, value: ValueId) -> bool {
        matches!(self.values[value.0].place, Place::Input(_))
    }

    /// How many numbers an output has for each sample.
    pub(crate) fn head_width(&self, head: usize) -> Size {
        let is_head = |step: &&Step| matches!(step, Step::DenseHead { head: of, .. } | Step::CopyHead { head: of, .. } if *of == head);
        let step = self.steps.iter().find(is_head).expect("every head has a step");
        self.values[step.output().0].width.clone()
    }
}
