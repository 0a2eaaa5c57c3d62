//! One type per activation: its value, and its derivative as a function of its value.
use crate::kernels::elementary::{exp, exp_minus_1, sigmoid, softplus, tanh};
use crate::kernels::vector::Vector;

/// SELU's scale, and scale times alpha (Klambauer et al. 2017, equation 14).
const SELU_SCALE: f32 = 1.050_701;
const SELU_SCALE_ALPHA: f32 = 1.758_099_3;

/// A function of one element and its derivative.
pub(super) trait Elementwise: Copy {
    /// `f(z)`.
    fn value<V: Vector>(self, z: V) -> V;
    /// `f'(z)`, given `y = f(z)`.
    fn slope<V: Vector>(self, y: V) -> V;
}

#[derive(Clone, Copy)]
pub(super) struct Linear;

impl Elementwise for Linear {
    #[inline(always)]
    fn value<V: Vector>(self, z: V) -> V {
        z
    }

    #[inline(always)]
    fn slope<V: Vector>(self, y: V) -> V {
        y.constant(1.0)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Relu;

impl Elementwise for Relu {
    #[inline(always)]
    fn value<V: Vector>(self, z: V) -> V {
        z.constant(0.0).maximum(z)
    }

    #[inline(always)]
    fn slope<V: Vector>(self, y: V) -> V {
        let zero = y.constant(0.0);
        y.if_greater(zero, y.constant(1.0), zero)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Sigmoid;

impl Elementwise for Sigmoid {
    #[inline(always)]
    fn value<V: Vector>(self, z: V) -> V {
        sigmoid(z)
    }

    #[inline(always)]
    fn slope<V: Vector>(self, y: V) -> V {
        y.multiply(y.constant(1.0).subtract(y))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Tanh;

impl Elementwise for Tanh {
    #[inline(always)]
    fn value<V: Vector>(self, z: V) -> V {
        tanh(z)
    }

    #[inline(always)]
    fn slope<V: Vector>(self, y: V) -> V {
        y.constant(1.0).subtract(y.multiply(y))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Softplus;

impl Elementwise for Softplus {
    #[inline(always)]
    fn value<V: Vector>(self, z: V) -> V {
        softplus(z)
    }

    /// The sigmoid of z, which is 1 - 1 / e^y.
    #[inline(always)]
    fn slope<V: Vector>(self, y: V) -> V {
        let zero = y.constant(0.0);
        let minus = zero.subtract(y);
        // Near zero the subtraction from 1 would cancel digits.
        let small = zero.subtract(exp_minus_1(minus));
        y.constant(1.0).if_greater(y, small, y.constant(1.0).subtract(exp(minus)))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Elu {
    pub(super) alpha: f32,
}

impl Elementwise for Elu {
    #[inline(always)]
    fn value<V: Vector>(self, z: V) -> V {
        let zero = z.constant(0.0);
        let below = exp_minus_1(zero.minimum(z)).multiply(z.constant(self.alpha));
        z.if_greater(zero, z, below)
    }

    #[inline(always)]
    fn slope<V: Vector>(self, y: V) -> V {
        y.if_greater(y.constant(0.0), y.constant(1.0), y.add(y.constant(self.alpha)))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Selu;

impl Elementwise for Selu {
    #[inline(always)]
    fn value<V: Vector>(self, z: V) -> V {
        let zero = z.constant(0.0);
        let below = exp_minus_1(zero.minimum(z)).multiply(z.constant(SELU_SCALE_ALPHA));
        z.if_greater(zero, z.multiply(z.constant(SELU_SCALE)), below)
    }

    #[inline(always)]
    fn slope<V: Vector>(self, y: V) -> V {
        let below = y.add(y.constant(SELU_SCALE_ALPHA));
        y.if_greater(y.constant(0.0), y.constant(SELU_SCALE), below)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Heaviside;

impl Elementwise for Heaviside {
    #[inline(always)]
    fn value<V: Vector>(self, z: V) -> V {
        let (zero, one) = (z.constant(0.0), z.constant(1.0));
        // What is neither above nor below zero is zero itself, which results in one, or NaN.
        z.if_greater(zero, one, zero.if_greater(z, zero, z.add(one)))
    }

    #[inline(always)]
    fn slope<V: Vector>(self, y: V) -> V {
        y.constant(0.0)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Sign;

impl Elementwise for Sign {
    #[inline(always)]
    fn value<V: Vector>(self, z: V) -> V {
        let (zero, one) = (z.constant(0.0), z.constant(1.0));
        z.if_greater(zero, one, zero.if_greater(z, z.constant(-1.0), z))
    }

    #[inline(always)]
    fn slope<V: Vector>(self, y: V) -> V {
        y.constant(0.0)
    }
}
