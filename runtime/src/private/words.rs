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

/// `reshape(14, 14)`: the same numbers in another shape.
pub mod reshape {}

/// `permute(1, 0)`: the same numbers with the axes in another order, counted from 0.
pub mod permute {}

/// `slice(0..5)`: a part of each axis; written as `features[0..5]` after a name.
pub mod slice {}

/// `absolute`: |x|, number by number.
pub mod absolute {}

/// `negate`: -x, number by number.
pub mod negate {}

/// `square`: x², number by number.
pub mod square {}

/// `square_root`: √x, number by number.
pub mod square_root {}

/// `exponential`: eˣ, number by number.
pub mod exponential {}

/// `logarithm`: ln x, number by number.
pub mod logarithm {}

/// `scale(2.0)`: every number times a factor.
pub mod scale {}

/// `factor = 2.0`: what every number is multiplied by; its name may be left out.
pub mod factor {}

/// `shift(1.0)`: every number plus a term.
pub mod shift {}

/// `term = 1.0`: what is added to every number; its name may be left out.
pub mod term {}

/// `concatenate(wide, deep, axis = -1)`: values one after the other along an axis.
pub mod concatenate {}

/// `axis = -1`: which axis values are joined along: from 0 on, or from -1 at the end.
pub mod axis {}

/// `add(a, b)`: the sum, number by number.
pub mod add {}

/// `subtract(a, b)`: the first minus the second, number by number.
pub mod subtract {}

/// `multiply(a, b)`: the product, number by number.
pub mod multiply {}

/// `average(a, b)`: the mean, number by number.
pub mod average {}

/// `maximum(a, b)`: the largest, number by number.
pub mod maximum {}

/// `minimum(a, b)`: the smallest, number by number.
pub mod minimum {}

/// `dot(a, b)`: the sum of the products of two rows, one number.
pub mod dot {}
