//! Which losses fit which kinds of heads.
//!
//! Each trait here is one condition of some losses on [`Head::Kind`](crate::head::Head::Kind);
//! its text is what the compiler says where the condition does not hold.

use crate::head::{Sigmoid, Softmax, Step, Values};

/// Heads of classes that exclude each other.
#[diagnostic::on_unimplemented(
    message = "categorical cross-entropy needs an output that ends in softmax",
    label = "the network's output is of the kind `{Self}`",
    note = "end the network in `dense(classes, softmax)`, or choose a loss that fits: \
            `BinaryCrossentropy` for sigmoid, `MeanSquaredError` for values, \
            `PerceptronRule` for step units"
)]
pub trait Classes {}
impl Classes for Softmax {}

/// Heads of independent yes-or-no questions.
#[diagnostic::on_unimplemented(
    message = "binary cross-entropy needs an output that ends in sigmoid",
    label = "the network's output is of the kind `{Self}`",
    note = "end the network in `dense(1, sigmoid)`, or choose a loss that fits: \
            `SparseCategoricalCrossentropy` for softmax, `MeanSquaredError` for values, \
            `PerceptronRule` for step units"
)]
pub trait Questions {}
impl Questions for Sigmoid {}

/// Heads with a gradient.
#[diagnostic::on_unimplemented(
    message = "an output of step units has no gradient, so this loss cannot train it",
    label = "the network's output is of the kind `{Self}`",
    note = "a single layer of step units is trained by `PerceptronRule`; \
            otherwise end the network in a smooth activation such as sigmoid"
)]
pub trait Smooth {}
impl Smooth for Softmax {}
impl Smooth for Sigmoid {}
impl Smooth for Values {}

/// Heads of step units.
#[diagnostic::on_unimplemented(
    message = "the perceptron rule trains step units only",
    label = "the network's output is of the kind `{Self}`",
    note = "end the network in `dense(units, heaviside)`, or choose a loss that fits: \
            `SparseCategoricalCrossentropy` for softmax, `BinaryCrossentropy` for sigmoid, \
            `MeanSquaredError` for values"
)]
pub trait Steps {}
impl Steps for Step {}
