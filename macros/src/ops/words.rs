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
    /// All of them.
    pub(crate) const ALL: [Initializer; 8] = [
        Initializer::Zeros,
        Initializer::Ones,
        Initializer::GlorotUniform,
        Initializer::GlorotNormal,
        Initializer::HeUniform,
        Initializer::HeNormal,
        Initializer::LecunUniform,
        Initializer::LecunNormal,
    ];

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Initializer::Zeros => "zeros",
            Initializer::Ones => "ones",
            Initializer::GlorotUniform => "glorot_uniform",
            Initializer::GlorotNormal => "glorot_normal",
            Initializer::HeUniform => "he_uniform",
            Initializer::HeNormal => "he_normal",
            Initializer::LecunUniform => "lecun_uniform",
            Initializer::LecunNormal => "lecun_normal",
        }
    }

    /// The initializer of that name.
    pub(crate) fn from_name(name: &str) -> Option<Initializer> {
        Initializer::ALL.into_iter().find(|initializer| initializer.name() == name)
    }
}
