//! One type per function: its value, and its gradient from what the forward pass saved.
use crate::kernels::elementary::{exp, log};
use crate::kernels::vector::Vector;

/// A function of one element, and its gradient.
pub(super) trait Function: Copy {
    /// `f(x)`.
    fn value<V: Vector>(self, x: V) -> V;
    /// `delta f'(x)`, given `x` or `f(x)`, whichever is saved.
    fn gradient<V: Vector>(self, delta: V, kept: V) -> V;
}

#[derive(Clone, Copy)]
pub(super) struct Absolute;

impl Function for Absolute {
    #[inline(always)]
    fn value<V: Vector>(self, x: V) -> V {
        x.absolute()
    }

    #[inline(always)]
    fn gradient<V: Vector>(self, delta: V, x: V) -> V {
        let zero = x.constant(0.0);
        // What is neither above nor below zero is zero itself, or NaN.
        let sign = zero.if_greater(x, x.constant(-1.0), x);
        delta.multiply(x.if_greater(zero, x.constant(1.0), sign))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Square;

impl Function for Square {
    #[inline(always)]
    fn value<V: Vector>(self, x: V) -> V {
        x.multiply(x)
    }

    #[inline(always)]
    fn gradient<V: Vector>(self, delta: V, x: V) -> V {
        delta.multiply(x.add(x))
    }
}

#[derive(Clone, Copy)]
pub(super) struct SquareRoot;

impl Function for SquareRoot {
    #[inline(always)]
    fn value<V: Vector>(self, x: V) -> V {
        x.square_root()
    }

    #[inline(always)]
    fn gradient<V: Vector>(self, delta: V, y: V) -> V {
        delta.divide(y.add(y))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Exponential;

impl Function for Exponential {
    #[inline(always)]
    fn value<V: Vector>(self, x: V) -> V {
        exp(x)
    }

    #[inline(always)]
    fn gradient<V: Vector>(self, delta: V, y: V) -> V {
        delta.multiply(y)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Logarithm;

impl Function for Logarithm {
    #[inline(always)]
    fn value<V: Vector>(self, x: V) -> V {
        log(x)
    }

    #[inline(always)]
    fn gradient<V: Vector>(self, delta: V, x: V) -> V {
        delta.divide(x)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Scale(pub(super) f32);

impl Function for Scale {
    #[inline(always)]
    fn value<V: Vector>(self, x: V) -> V {
        x.multiply(x.constant(self.0))
    }

    #[inline(always)]
    fn gradient<V: Vector>(self, delta: V, _: V) -> V {
        delta.multiply(delta.constant(self.0))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Shift(pub(super) f32);

impl Function for Shift {
    #[inline(always)]
    fn value<V: Vector>(self, x: V) -> V {
        x.add(x.constant(self.0))
    }

    #[inline(always)]
    fn gradient<V: Vector>(self, delta: V, _: V) -> V {
        delta
    }
}
