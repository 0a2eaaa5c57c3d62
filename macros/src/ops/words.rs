//! The names of activations and initializers in `network!`.

use super::{Activation, Initializer};

impl Activation {
    /// All of them.
    pub(crate) const ALL: [Activation; 10] = [
        Activation::Linear,
        Activation::Relu,
        Activation::Elu { alpha: 1.0 },
        Activation::Selu,
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
            Activation::Elu { .. } => "elu",
            Activation::Selu => "selu",
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
    /// All built-in initializers, as they are written.
    const NAMED: [(&'static str, Initializer); 8] = [
        ("zeros", Initializer::Zeros),
        ("ones", Initializer::Ones),
        ("glorot_uniform", Initializer::GlorotUniform),
        ("glorot_normal", Initializer::GlorotNormal),
        ("he_uniform", Initializer::HeUniform),
        ("he_normal", Initializer::HeNormal),
        ("lecun_uniform", Initializer::LecunUniform),
        ("lecun_normal", Initializer::LecunNormal),
    ];

    /// The names of all built-in initializers.
    pub(crate) fn names() -> [&'static str; 8] {
        Self::NAMED.map(|(name, _)| name)
    }

    /// The initializer of that name.
    pub(crate) fn from_name(name: &str) -> Option<Initializer> {
        Self::NAMED
            .into_iter()
            .find(|(other, _)| *other == name)
            .map(|(_, initializer)| initializer)
    }
}
