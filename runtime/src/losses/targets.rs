//! The types of targets: labels, rows of values, rows of binary classes.

use crate::memory::Plain;

/// A label: the index of a class, from 0.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a class label",
    label = "this needs targets that are labels: `u8`, `u16`, `u32` or `usize`",
    note = "rows of class probabilities, such as one-hot rows, go with `CategoricalCrossentropy`"
)]
pub trait Label: Copy {
    /// The class as an index.
    fn class(self) -> usize;
}

impl Label for u8 {
    fn class(self) -> usize {
        usize::from(self)
    }
}

impl Label for u16 {
    fn class(self) -> usize {
        usize::from(self)
    }
}

impl Label for u32 {
    fn class(self) -> usize {
        // Too large for the machine's usize is out of range in any case.
        usize::try_from(self).unwrap_or(usize::MAX)
    }
}

impl Label for usize {
    fn class(self) -> usize {
        self
    }
}

/// A target of values for an output `O`: of the output's own type, or an `f32` if it has one.
#[diagnostic::on_unimplemented(
    message = "targets of type `{Self}` do not fit an output of type `{O}`",
    label = "this needs targets of type `{O}`, or `f32` where the output has one number",
    note = "class labels go with an output that ends in softmax and `SparseCategoricalCrossentropy`"
)]
pub trait ValueTarget<O>: Plain {}
impl<const N: usize> ValueTarget<[f32; N]> for [f32; N] {}
impl<const N: usize, const M: usize> ValueTarget<[[f32; N]; M]> for [[f32; N]; M] {}
impl<const N: usize, const M: usize, const L: usize> ValueTarget<[[[f32; N]; M]; L]>
    for [[[f32; N]; M]; L]
{
}
impl ValueTarget<[f32; 1]> for f32 {}

/// A target of binary classes for each unit of an output `O`: `bool`, `u8` of 0 and 1, or an `f32`
/// from 0 to 1, as a scalar for one unit, and as an array for several.
#[diagnostic::on_unimplemented(
    message = "targets of type `{Self}` do not say yes or no for each number of `{O}`",
    label = "this needs `bool`, `u8` or `f32` for one unit, and an array of one of these for several"
)]
pub trait BinaryTarget<O> {
    /// The probability of class 1 for a unit: 0, 1, or between.
    fn probability(&self, unit: usize) -> f32;
}

/// A single binary class.
#[diagnostic::on_unimplemented(
    message = "targets of type `{Self}` do not say yes or no",
    label = "this needs `bool`, `u8` or `f32` for one unit, and an array of one of these for several"
)]
pub trait Answer {
    /// The probability of class 1.
    fn probability(&self) -> f32;
}

impl Answer for bool {
    fn probability(&self) -> f32 {
        f32::from(u8::from(*self))
    }
}

impl Answer for u8 {
    fn probability(&self) -> f32 {
        f32::from(*self)
    }
}

impl Answer for f32 {
    fn probability(&self) -> f32 {
        *self
    }
}

impl<A: Answer> BinaryTarget<[f32; 1]> for A {
    fn probability(&self, _unit: usize) -> f32 {
        Answer::probability(self)
    }
}

impl<A: Answer, const N: usize> BinaryTarget<[f32; N]> for [A; N] {
    fn probability(&self, unit: usize) -> f32 {
        Answer::probability(&self[unit])
    }
}
