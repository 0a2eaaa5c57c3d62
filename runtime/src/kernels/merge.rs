//! Elementwise merges of several tensors of one shape: values and gradients.
mod formulas;
#[cfg(test)]
mod tests;

use self::formulas::{
    Add, First, Fold, Maximum, Mean, Minimum, Multiply, Others, Share, Subtract, Swapped, Times,
};
use super::pointwise::{pointwise, pointwise_in_place};
use super::rows::{Rows, RowsMut};
use crate::compute::Compute;

/// An elementwise operation on the elements `a, b, c, ..` at the same place of several inputs.
///
/// They are evaluated in the order of the inputs, `(a + b) + c`. NaN in any of them results in NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// `a + b + c + ..`
    Add,
    /// `a - b`; of two inputs only.
    Subtract,
    /// `a b c ..`
    Multiply,
    /// `(a + b + c + ..) / n` of `n` inputs.
    Average,
    /// The largest of them. The whole gradient goes to the first input that attains it, as in
    /// Keras with TensorFlow; JAX divides it between two that are equal.
    Maximum,
    /// The smallest of them. The gradient goes to the first input that attains it.
    Minimum,
}

/// One expression for each merge of a first element and `count` others, with its formula.
macro_rules! with_formula {
    ($merge:expr, $count:expr, $formula:ident => $run:expr) => {{
        let count = $count;
        match $merge {
            Merge::Add => {
                let $formula = Fold { count, join: Add };
                $run
            }
            Merge::Subtract => {
                let $formula = Fold { count, join: Subtract };
                $run
            }
            Merge::Multiply => {
                let $formula = Fold { count, join: Multiply };
                $run
            }
            Merge::Average => {
                let $formula = Mean { count };
                $run
            }
            Merge::Maximum => {
                let $formula = Fold { count, join: Maximum };
                $run
            }
            Merge::Minimum => {
                let $formula = Fold { count, join: Minimum };
                $run
            }
        }
    }};
}

/// `output = merge(inputs)`.
///
/// # Panics
/// If there is no input, or not two to subtract; if an input and the output differ in shape.
pub fn merge(compute: &Compute, merge: Merge, inputs: &[Rows<'_>], output: RowsMut<'_>) {
    assert_count(merge, inputs.len());
    let Some((&first, others)) = inputs.split_first() else { return };
    with_formula!(merge, others.len(), formula => {
        pointwise(compute, formula, [first], others, false, output)
    });
}

/// `values = merge(values, others)`, or with `is_last` `values = merge(others, values)` of one
/// other: bit-identical to the result of [`merge`].
///
/// # Panics
/// If there are not two to subtract, or not one other with `is_last`; if an operand does not
/// have the shape of the values.
pub fn merge_in_place(
    compute: &Compute,
    merge: Merge,
    others: &[Rows<'_>],
    is_last: bool,
    values: RowsMut<'_>,
) {
    assert_count(merge, others.len() + 1);
    assert!(!is_last || others.len() == 1, "values can only be the last of two");
    with_formula!(merge, others.len(), formula => {
        if is_last {
            pointwise_in_place(compute, Swapped(formula), others, values);
        } else {
            pointwise_in_place(compute, formula, others, values);
        }
    });
}

/// The gradient of input number `index`: `below = delta (d output / d input)`, or with
/// `accumulate` `below += ..`.
///
/// `delta` is the gradient with respect to the output. Add, subtract and average read only
/// the number of inputs; multiply reads the other inputs, maximum and minimum the inputs up
/// to number `index` and the `output`. What is not read may be anything of the same shape, such
/// as `delta`.
///
/// # Panics
/// If there is no input number `index`, or not two to subtract; if a shape differs from that of
/// `below`.
#[expect(clippy::too_many_arguments, reason = "what a gradient depends on")]
pub fn merge_gradient(
    compute: &Compute,
    merge: Merge,
    index: usize,
    inputs: &[Rows<'_>],
    output: Rows<'_>,
    delta: Rows<'_>,
    accumulate: bool,
    below: RowsMut<'_>,
) {
    let count = inputs.len();
    assert_count(merge, count);
    assert!(index < count, "there must be an input of that number");
    let along = |factor, below| {
        pointwise(compute, Times(factor), [delta], &[], accumulate, below);
    };
    match merge {
        Merge::Add => along(1.0, below),
        Merge::Subtract => along(if index == 0 { 1.0 } else { -1.0 }, below),
        Merge::Average => {
            pointwise(compute, Share(count as f32), [delta], &[], accumulate, below);
        }
        Merge::Multiply => {
            let formula = Others { index, count };
            pointwise(compute, formula, [delta], inputs, accumulate, below);
        }
        Merge::Maximum => {
            let (formula, inputs) = (First { index, sign: 1.0 }, &inputs[..=index]);
            pointwise(compute, formula, [delta, output], inputs, accumulate, below);
        }
        Merge::Minimum => {
            let (formula, inputs) = (First { index, sign: -1.0 }, &inputs[..=index]);
            pointwise(compute, formula, [delta, output], inputs, accumulate, below);
        }
    }
}

fn assert_count(merge: Merge, count: usize) {
    assert!(count > 0, "a merge needs an input");
    assert!(merge != Merge::Subtract || count == 2, "only two inputs can be subtracted");
}
