//! The operations: one file for each, with all that is particular to it.

use crate::graph::shape::Dimension;

/// What makes a value.
pub(crate) enum Operation {
    /// A declared input.
    Input,
    /// The same numbers in one row.
    Flatten,
    /// `activation(input · weight + bias)`.
    Dense(Dense),
    /// An activation applied to each number (softmax: to each row).
    Activation(Activation),
}

/// A fully connected layer.
pub(crate) struct Dense {
    /// How many units, as written: a literal or a constant.
    pub(crate) units: Dimension,
    /// What each unit applies; linear where nothing is said.
    pub(crate) activation: Activation,
    /// Whether it has a bias; true where nothing is said.
    pub(crate) bias: bool,
    /// How the weight begins: Glorot-uniform where nothing is said.
    pub(crate) weight_initializer: Initializer,
    /// How the bias begins: zeros where nothing is said.
    pub(crate) bias_initializer: Initializer,
}

/// An activation function, by its name in `network!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Activation {
    Linear,
    Relu,
    Sigmoid,
    Tanh,
    Softmax,
    Softplus,
    Heaviside,
    Sign,
}

/// An initializer, by its name in `network!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Initializer {
    Zeros,
    Ones,
    GlorotUniform,
}
