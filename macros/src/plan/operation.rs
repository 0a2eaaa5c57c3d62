//! What each operation needs for its gradients, and whether it can run in place.

use crate::ops::{Elementwise, Merge, Operation};

/// Whether an operation of `count` inputs can write its output in place of input number `index`, if
/// that input is not needed any more.
pub(crate) fn is_in_place(operation: &Operation, index: usize, count: usize) -> bool {
    match operation {
        Operation::Elementwise(_) | Operation::Function(_) => true,
        Operation::Merge(_) => index == 0 || count == 2,
        _ => false,
    }
}

/// What the gradient with respect to an input needs, besides that with respect to the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// It equals the gradient with respect to the output.
    Nothing,
    /// It is computed from the gradient with respect to the output alone.
    Delta,
    /// The inputs of the operation.
    Inputs,
    /// The output of the operation.
    Output,
    /// Both.
    InputsAndOutput,
}

impl Needs {
    /// What the gradient with respect to input number `index` needs.
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

    /// Whether the inputs must be saved for the backward pass.
    pub(crate) fn inputs(self) -> bool {
        matches!(self, Needs::Inputs | Needs::InputsAndOutput)
    }

    /// Whether the output must be saved for the backward pass.
    pub(crate) fn output(self) -> bool {
        matches!(self, Needs::Output | Needs::InputsAndOutput)
    }
}
