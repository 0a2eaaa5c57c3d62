//! What the operations need: for their gradients, and to be written in place.

use crate::ops::{Elementwise, Merge, Operation};

/// Whether an operation of `count` inputs can write what it gives in place of input number
/// `index`, if nobody needs that any more.
pub(crate) fn is_in_place(operation: &Operation, index: usize, count: usize) -> bool {
    match operation {
        Operation::Elementwise(_) | Operation::Function(_) => true,
        Operation::Merge(_) => index == 0 || count == 2,
        _ => false,
    }
}

/// What the gradient of an operation's input is made from, beside its output's gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// It is the output's gradient as it stands.
    Nothing,
    /// The output's gradient alone.
    Delta,
    /// What the operation took.
    Inputs,
    /// What the operation gave.
    Output,
    /// Both.
    InputsAndOutput,
}

impl Needs {
    /// What the gradient of input number `index` needs.
    pub(crate) fn of(operation: &Operation, index: usize) -> Self {
        match operation {
            Operation::Merge(Merge::Add) => Needs::Nothing,
            Operation::Merge(Merge::Subtract) if index == 0 => Needs::Nothing,
            Operation::Merge(Merge::Subtract | Merge::Average)
            | Operation::Concatenate { .. }
            | Operation::Slice(_)
            | Operation::Permute { .. } => Needs::Delta,
            Operation::Merge(Merge::Multiply) | Operation::Dot => Needs::Inputs,
            Operation::Merge(Merge::Maximum | Merge::Minimum) => Needs::InputsAndOutput,
            Operation::Elementwise(function) => match function {
                Elementwise::Shift { .. } => Needs::Nothing,
                Elementwise::Negate | Elementwise::Scale { .. } => Needs::Delta,
                Elementwise::Absolute | Elementwise::Square | Elementwise::Logarithm => {
                    Needs::Inputs
                }
                Elementwise::SquareRoot | Elementwise::Exponential => Needs::Output,
            },
            Operation::Function(_) => Needs::InputsAndOutput,
            Operation::Input
            | Operation::Component(_)
            | Operation::Flatten
            | Operation::Reshape
            | Operation::Dense(_)
            | Operation::Activation(_) => {
                unreachable!("these are no steps of this kind")
            }
        }
    }

    /// Whether the inputs must be kept for it.
    pub(crate) fn inputs(self) -> bool {
        matches!(self, Needs::Inputs | Needs::InputsAndOutput)
    }

    /// Whether the output must be kept for it.
    pub(crate) fn output(self) -> bool {
        matches!(self, Needs::Output | Needs::InputsAndOutput)
    }
}
