//! The traits that decide which losses fit which kinds of heads and targets.
//!
//! Each trait here is the condition of some losses on [`Head::Kind`](crate::head::Head::Kind);
//! its message is the compiler's error if the kind does not fit. Targets are a condition of
//! the implementations, so that they are checked only if the kind fits, and one mistake gives
//! one error.

use super::targets::{BinaryTarget, Label, ValueTarget};
use crate::head::{Sigmoid, Softmax, Step, Values};
use crate::memory::flat;

/// Heads of mutually exclusive classes.
#[diagnostic::on_unimplemented(
    message = "categorical cross-entropy needs an output that ends in softmax",
    label = "the network's output is of the kind `{Self}`",
    note = "end the network in `dense(classes, softmax)`, or choose a loss that fits: \
            `BinaryCrossentropy` for sigmoid, `MeanSquaredError` for values, \
            `PerceptronRule` for step units"
)]
pub trait Classes<Y> {
    /// The class index of a label.
    fn class(label: &Y) -> usize;
}

impl<Y: Label> Classes<Y> for Softmax {
    fn class(label: &Y) -> usize {
        label.class()
    }
}

/// Heads of mutually exclusive classes, with probabilities as targets.
#[diagnostic::on_unimplemented(
    message = "categorical cross-entropy needs an output that ends in softmax",
    label = "the network's output is of the kind `{Self}`",
    note = "end the network in `dense(classes, softmax)`, or choose a loss that fits: \
            `BinaryCrossentropy` for sigmoid, `MeanSquaredError` for values, \
            `PerceptronRule` for step units"
)]
pub trait Shares<O, Y> {
    /// The probabilities as a contiguous slice, row by row.
    fn numbers(targets: &[Y]) -> &[f32];
}

impl<O, Y: ValueTarget<O>> Shares<O, Y> for Softmax {
    fn numbers(targets: &[Y]) -> &[f32] {
        flat(targets)
    }
}

/// Heads of independent binary classes.
#[diagnostic::on_unimplemented(
    message = "binary cross-entropy needs an output that ends in sigmoid",
    label = "the network's output is of the kind `{Self}`",
    note = "end the network in `dense(1, sigmoid)`, or choose a loss that fits: \
            `SparseCategoricalCrossentropy` for softmax, `MeanSquaredError` for values, \
            `PerceptronRule` for step units"
)]
pub trait Questions<O, Y> {
    /// The probability of class 1 for a unit.
    fn probability(target: &Y, unit: usize) -> f32;
}

impl<O, Y: BinaryTarget<O>> Questions<O, Y> for Sigmoid {
    fn probability(target: &Y, unit: usize) -> f32 {
        target.probability(unit)
    }
}

/// Heads that have a gradient.
#[diagnostic::on_unimplemented(
    message = "an output of step units has no gradient, so this loss cannot train it",
    label = "the network's output is of the kind `{Self}`",
    note = "a single layer of step units is trained by `PerceptronRule`; \
            otherwise end the network in a smooth activation such as sigmoid"
)]
pub trait Smooth<O, Y> {
    /// The targets' values as a contiguous slice, row by row.
    fn numbers(targets: &[Y]) -> &[f32];
}

impl<O, Y: ValueTarget<O>> Smooth<O, Y> for Softmax {
    fn numbers(targets: &[Y]) -> &[f32] {
        flat(targets)
    }
}

impl<O, Y: ValueTarget<O>> Smooth<O, Y> for Sigmoid {
    fn numbers(targets: &[Y]) -> &[f32] {
        flat(targets)
    }
}

impl<O, Y: ValueTarget<O>> Smooth<O, Y> for Values {
    fn numbers(targets: &[Y]) -> &[f32] {
        flat(targets)
    }
}

/// Heads with step activations (heaviside, sign).
#[diagnostic::on_unimplemented(
    message = "the perceptron rule trains step units only",
    label = "the network's output is of the kind `{Self}`",
    note = "end the network in `dense(units, heaviside)`, or choose a loss that fits: \
            `SparseCategoricalCrossentropy` for softmax, `BinaryCrossentropy` for sigmoid, \
            `MeanSquaredError` for values"
)]
pub trait Steps<O, Y> {
    /// The probability of class 1 for a unit.
    fn probability(target: &Y, unit: usize) -> f32;
}

impl<O, Y: BinaryTarget<O>> Steps<O, Y> for Step {
    fn probability(target: &Y, unit: usize) -> f32 {
        target.probability(unit)
    }
}
