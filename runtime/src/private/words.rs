//! The words of `network!`, for editors: what they lead to documents them.

pub use crate::initializers::Initializer::{
    GlorotNormal as glorot_normal, GlorotUniform as glorot_uniform, HeNormal as he_normal,
    HeUniform as he_uniform, LecunNormal as lecun_normal, LecunUniform as lecun_uniform,
    Ones as ones, Zeros as zeros,
};
pub use crate::kernels::activation::Activation as activation;
pub use crate::kernels::activation::Activation::{
    Elu as elu, Heaviside as heaviside, Linear as linear, Relu as relu, Selu as selu,
    Sigmoid as sigmoid, Sign as sign, Softmax as softmax, Softplus as softplus, Tanh as tanh,
};
pub use crate::layers::Dense as dense;

/// `flatten`: the same numbers in one row.
pub mod flatten {}

/// `units = 300`: how many numbers the layer gives; its name may be left out.
pub mod units {}

/// `function = relu`: what is applied, one of
/// [`Activation`](crate::kernels::activation::Activation); its name may be left out.
pub mod function {}

/// `init = glorot_uniform`: how the weight begins, one of
/// [`Initializer`](crate::initializers::Initializer).
pub mod init {}

/// `bias = false`: no bias is added; true where nothing is said.
pub mod bias {}

/// `bias_init = zeros`: how the bias begins, one of
/// [`Initializer`](crate::initializers::Initializer).
pub mod bias_init {}
