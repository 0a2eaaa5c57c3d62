//! The keywords of `network!`: editors show the documentation of these items.

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

/// `flatten`: the same elements as one row.
pub mod flatten {}

/// `units = 300`: the number of outputs of a dense layer; `units =` may be omitted.
pub mod units {}

/// `function = relu`: the activation to apply, one of
/// [`Activation`](crate::kernels::activation::Activation); `function =` may be omitted.
pub mod function {}

/// `init = glorot_uniform`: the initializer of the weight, one of
/// [`Initializer`](crate::initializers::Initializer).
pub mod init {}

/// `bias = false`: no bias is added; the default is true.
pub mod bias {}

/// `bias_init = zeros`: the initializer of the bias, one of
/// [`Initializer`](crate::initializers::Initializer).
pub mod bias_init {}

/// `reshape(14, 14)`: the same elements in another shape.
pub mod reshape {}

/// `permute(1, 0)`: the axes in another order, counted from 0.
pub mod permute {}

/// `slice(0..5)`: a range of each axis; written as `features[0..5]` after a name.
pub mod slice {}

/// `absolute`: |x|, elementwise.
pub mod absolute {}

/// `negate`: -x, elementwise.
pub mod negate {}

/// `square`: x², elementwise.
pub mod square {}

/// `square_root`: √x, elementwise.
pub mod square_root {}

/// `exponential`: eˣ, elementwise.
pub mod exponential {}

/// `logarithm`: ln x, elementwise.
pub mod logarithm {}

/// `scale(2.0)`: every element times a factor.
pub mod scale {}

/// `factor = 2.0`: what every element is multiplied by; `factor =` may be omitted.
pub mod factor {}

/// `shift(1.0)`: every element plus a term.
pub mod shift {}

/// `term = 1.0`: what is added to every element; `term =` may be omitted.
pub mod term {}

/// `concatenate(wide, deep, axis = -1)`: joins tensors along an axis.
pub mod concatenate {}

/// `axis = -1`: the axis along which tensors are joined, from 0 on, or from -1 at the end.
pub mod axis {}

/// `add(a, b)`: the sum, elementwise.
pub mod add {}

/// `subtract(a, b)`: the first minus the second, elementwise.
pub mod subtract {}

/// `multiply(a, b)`: the product, elementwise.
pub mod multiply {}

/// `average(a, b)`: the mean, elementwise.
pub mod average {}

/// `maximum(a, b)`: the largest, elementwise.
pub mod maximum {}

/// `minimum(a, b)`: the smallest, elementwise.
pub mod minimum {}

/// `dot(a, b)`: the dot product of two rows, a single element.
pub mod dot {}
