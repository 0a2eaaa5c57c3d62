//! The names of activations and initializers in `network!`.

use super::{Activation, Initializer};

impl Activation {
    /// All of them.
    pub(crate) const ALL: [Activation; 8] = [
        Activation::Linear,
        Activation::Relu,
        Activation::Sigmoid,
        Activation::Tanh,
        Activation::Softmax,
        Activation::Softplus,
        Activation::Heaviside,
        Activation::Sign,
    ];

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Activation::Linear => "linear",
            Activation::Relu => "relu",
            Activation::Sigmoid => "sigmoid",
            Activation::Tanh => "tanh",
            Activation::Softmax => "softmax",
            Activation::Softplus => "softplus",
            Activation::Heaviside => "heaviside",
            Activation::Sign => "sign",
        }
    }

    /// The activation of that name.
    pub(crate) fn from_name(name: &str) -> Option<Activation> {
        Activation::ALL.into_iter().find(|activation| activation.name() == name)
    }
}

impl Initializer {
    /// All of them.
    pub(crate) const ALL: [Initializer; 3] =
        [Initializer::Zeros, Initializer::Ones, Initializer::GlorotUniform];

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Initializer::Zeros => "zeros",
            Initializer::Ones => "ones",
            Initializer::GlorotUniform => "glorot_uniform",
        }
    }

    /// The initializer of that name.
    pub(crate) fn from_name(name: &str) -> Option<Initializer> {
        Initializer::ALL.into_iter().find(|initializer| initializer.name() == name)
    }
}
