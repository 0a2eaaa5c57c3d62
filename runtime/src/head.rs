//! What a network's output is, so that losses and metrics can be checked against it.
//!
//! A head is one output of a network. A network with a single output is its own head.

use crate::memory::Plain;

/// One output of a network.
pub trait Head {
    /// What the head says of one sample, such as `[f32; 10]`.
    type Output: Plain;
    /// What its numbers mean: [`Softmax`], [`Sigmoid`], [`Values`] or [`Step`].
    type Kind;
}

/// An output that ends in softmax: the probabilities of classes that exclude each other.
#[derive(Clone, Copy, Debug)]
pub struct Softmax;

/// An output that ends in sigmoid: the probabilities of independent yes-or-no questions.
#[derive(Clone, Copy, Debug)]
pub struct Sigmoid;

/// An output of plain values: linear, or through another smooth activation.
#[derive(Clone, Copy, Debug)]
pub struct Values;

/// An output of step units, heaviside or sign, which has no gradient.
#[derive(Clone, Copy, Debug)]
pub struct Step;
