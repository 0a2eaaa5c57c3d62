//! The elementwise functions that are layers of their own: values and gradients.
//!
//! They read rows and write other rows, because the gradient may need the input; if it does not,
//! the output overwrites the input.
mod functions;
#[cfg(test)]
mod tests;

use self::functions::{
    Absolute, Exponential, Function, Logarithm, Scale, Shift, Square, SquareRoot,
};
use super::pointwise::{Formula, pointwise, pointwise_in_place};
use super::rows::{Rows, RowsMut};
use super::vector::Vector;
use crate::compute::Compute;

/// A function `y = f(x)` of each element.
///
/// The result for NaN is NaN, and for infinities the limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Elementwise {
    /// `|x|`; its derivative at zero is taken as zero.
    Absolute,
    /// `-x`.
    Negate,
    /// `x^2`.
    Square,
    /// `sqrt(x)`, rounded once; NaN below zero. Its derivative `1 / (2 y)` at zero is infinite,
    /// and NaN if the gradient of the output is zero, as in other frameworks.
    SquareRoot,
    /// `e^x`, within 1.5 ulp.
    Exponential,
    /// `ln(x)`, within 1.5 ulp; NaN below zero, and negative infinity at zero, where its
    /// derivative `1 / x` is infinite.
    Logarithm,
    /// `factor x`.
    Scale {
        /// What each element is multiplied by.
        factor: f32,
    },
    /// `x + term`.
    Shift {
        /// What is added to each element.
        term: f32,
    },
}

/// One expression for each function, with its type.
macro_rules! with_function {
    ($function:expr, $f:ident => $run:expr) => {
        match $function {
            Elementwise::Absolute => {
                let $f = Absolute;
                $run
            }
            Elementwise::Negate => {
                let $f = Scale(-1.0);
                $run
            }
            Elementwise::Square => {
                let $f = Square;
                $run
            }
            Elementwise::SquareRoot => {
                let $f = SquareRoot;
                $run
            }
            Elementwise::Exponential => {
                let $f = Exponential;
                $run
            }
            Elementwise::Logarithm => {
                let $f = Logarithm;
                $run
            }
            Elementwise::Scale { factor } => {
                let $f = Scale(factor);
                $run
            }
            Elementwise::Shift { term } => {
                let $f = Shift(term);
                $run
            }
        }
    };
}

/// `output = f(input)`.
///
/// # Panics
/// If the two do not have the same shape.
pub fn elementwise(compute: &Compute, function: Elementwise, input: Rows<'_>, output: RowsMut<'_>) {
    with_function!(function, f => pointwise(compute, Value(f), [input], &[], false, output));
}

/// `values = f(values)`.
pub fn elementwise_in_place(compute: &Compute, function: Elementwise, values: RowsMut<'_>) {
    with_function!(function, f => pointwise_in_place(compute, Value(f), &[], values));
}

/// `below = delta f'(input)`, or with `accumulate` `below += delta f'(input)`.
///
/// `delta` is the gradient with respect to the output. Absolute, square and logarithm read the
/// `input`, square root and exponential the `output`; the other may be anything, such as `delta`.
///
/// # Panics
/// If what is read does not have the shape of `below`.
pub fn elementwise_gradient(
    compute: &Compute,
    function: Elementwise,
    input: Rows<'_>,
    output: Rows<'_>,
    delta: Rows<'_>,
    accumulate: bool,
    below: RowsMut<'_>,
) {
    let kept = match function {
        Elementwise::Absolute | Elementwise::Square | Elementwise::Logarithm => input,
        Elementwise::SquareRoot | Elementwise::Exponential => output,
        Elementwise::Negate | Elementwise::Scale { .. } | Elementwise::Shift { .. } => delta,
    };
    with_function!(function, f => {
        pointwise(compute, Gradient(f), [delta, kept], &[], accumulate, below)
    });
}

#[derive(Clone, Copy)]
struct Value<F>(F);

impl<F: Function> Formula<1> for Value<F> {
    #[inline(always)]
    fn at<V: Vector>(self, [x]: [V; 1], _: impl Fn(usize) -> V) -> V {
        self.0.value(x)
    }
}

#[derive(Clone, Copy)]
struct Gradient<F>(F);

impl<F: Function> Formula<2> for Gradient<F> {
    #[inline(always)]
    fn at<V: Vector>(self, [delta, kept]: [V; 2], _: impl Fn(usize) -> V) -> V {
        self.0.gradient(delta, kept)
    }
}
