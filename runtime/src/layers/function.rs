//! Custom activations.

use crate::kernels::rows::{Rows, RowsMut};

/// A custom activation: an elementwise function, used in `network!` by its path.
///
/// # Example
/// ```
/// use burdock::layers::Function;
/// use burdock::prelude::*;
///
/// /// `x / (1 + |x|)`.
/// pub struct Softsign;
///
/// impl Function for Softsign {
///     fn value(x: f32) -> f32 {
///         x / (1.0 + x.abs())
///     }
///
///     fn slope(x: f32, _y: f32) -> f32 {
///         1.0 / ((1.0 + x.abs()) * (1.0 + x.abs()))
///     }
/// }
///
/// network! {
///     struct Net(x: [4]) -> (y: [1]) {
///         y = x -> dense(8) -> activation(Softsign) -> dense(1);
///     }
/// }
/// # assert_eq!(Net::PARAMETER_COUNT, 4 * 8 + 8 + 8 + 1);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an activation",
    label = "expected an activation",
    note = "an activation of one's own implements `burdock::layers::Function`"
)]
pub trait Function {
    /// The function's value at `x`.
    fn value(x: f32) -> f32;
    /// The derivative at `x`, with the function's value `y`.
    fn slope(x: f32, y: f32) -> f32;
}

/// What a path in `activation(..)` may name: a [`Function`].
///
/// Emitted code uses the type through this trait, so that a wrong one is reported only once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an activation",
    label = "expected an activation",
    note = "an activation of one's own implements `burdock::layers::Function`"
)]
pub trait Activates {
    /// The type itself.
    type Function: Function;
}

impl<F: Function> Activates for F {
    type Function = F;
}

/// `output = f(input)`.
pub fn apply<F: Function>(input: Rows<'_>, output: RowsMut<'_>) {
    let mut output = output;
    for index in 0..input.count() {
        for (x, y) in input.row(index).iter().zip(output.row(index)) {
            *y = F::value(*x);
        }
    }
}

/// `values = f(values)`.
pub fn apply_in_place<F: Function>(values: RowsMut<'_>) {
    let mut values = values;
    for index in 0..values.count() {
        for value in values.row(index) {
            *value = F::value(*value);
        }
    }
}

/// `below = delta * f'(input)`, or added to the values of `below`.
pub fn apply_gradient<F: Function>(
    input: Rows<'_>,
    output: Rows<'_>,
    delta: Rows<'_>,
    accumulate: bool,
    below: RowsMut<'_>,
) {
    let mut below = below;
    for index in 0..input.count() {
        let at = input.row(index).iter().zip(output.row(index));
        for (below, ((x, y), delta)) in below.row(index).iter_mut().zip(at.zip(delta.row(index))) {
            let gradient = delta * F::slope(*x, *y);
            *below = if accumulate { *below + gradient } else { gradient };
        }
    }
}
