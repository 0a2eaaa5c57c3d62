//! Accuracy: the fraction of correct predictions.

use super::{Mean, Metric};
use crate::head::{Head, Sigmoid, Softmax, Step};
use crate::kernels::rows::Rows;
use crate::losses::{BinaryTarget, Label};
use crate::predict::first_largest;

/// The fraction of correct predictions.
///
/// | output | targets | a prediction is correct if |
/// |---|---|---|
/// | softmax | labels: `u8`, `u16`, `u32`, `usize` | the most probable class is the label |
/// | softmax | one-hot or probabilities: `[f32; C]` | it is the target's most probable class |
/// | sigmoid | `bool`, `u8`, `f32` or arrays of them | for each unit, above 0.5 means class 1 |
/// | heaviside, sign | the same | for each unit, above 0 means class 1 |
///
/// If several classes are equally probable, the first is the prediction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accuracy;

impl<H, Y> Metric<H, Y> for Accuracy
where
    H: Head<Kind: Judges<H::Output, Y>>,
{
    const NAME: &'static str = "accuracy";
    type State = Mean;

    fn update(&self, mean: &mut Mean, output: Rows<'_>, targets: &[Y]) {
        for (row, target) in targets.iter().enumerate() {
            let output = output.row(row);
            let (right, of) = H::Kind::right(output, target);
            mean.add(right as f64, of);
        }
    }

    fn result(&self, mean: &Mean) -> f64 {
        mean.get()
    }
}

/// A kind of head whose outputs `O` can be compared with targets `Y`.
#[diagnostic::on_unimplemented(
    message = "accuracy cannot compare an output of the kind `{Self}` with these targets",
    label = "does not fit the network's output and the targets",
    note = "an output that ends in softmax is judged by labels (`u8`, `u16`, `u32`, `usize`) or \
            one-hot rows, one in sigmoid or step units by `bool`, `u8`, `f32` or arrays of them",
    note = "for an output of values use `MeanAbsoluteError` or `MeanSquaredError`"
)]
pub trait Judges<O, Y> {
    /// How many predictions of a sample are correct, and how many there are.
    fn right(output: &[f32], target: &Y) -> (usize, usize);
}

impl<O, Y: Label> Judges<O, Y> for Softmax {
    fn right(output: &[f32], target: &Y) -> (usize, usize) {
        (usize::from(first_largest(output) == target.class()), 1)
    }
}

impl<const C: usize> Judges<[f32; C], [f32; C]> for Softmax {
    fn right(output: &[f32], target: &[f32; C]) -> (usize, usize) {
        (usize::from(first_largest(output) == first_largest(target)), 1)
    }
}

impl<O, Y: BinaryTarget<O>> Judges<O, Y> for Sigmoid {
    fn right(output: &[f32], target: &Y) -> (usize, usize) {
        right_units(output, target, 0.5)
    }
}

impl<O, Y: BinaryTarget<O>> Judges<O, Y> for Step {
    fn right(output: &[f32], target: &Y) -> (usize, usize) {
        right_units(output, target, 0.0)
    }
}

/// How many units are on the target's side of the threshold.
fn right_units<O, Y: BinaryTarget<O>>(
    output: &[f32],
    target: &Y,
    threshold: f32,
) -> (usize, usize) {
    let units = output.iter().enumerate();
    let right = units.filter(|&(unit, y)| (*y > threshold) == (target.probability(unit) > 0.5));
    (right.count(), output.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Of<O, K>(core::marker::PhantomData<(O, K)>);
    impl<O: crate::memory::Plain, K> Head for Of<O, K> {
        type Output = O;
        type Kind = K;
    }

    fn accuracy<O, K, Y>(output: &[O], targets: &[Y]) -> f64
    where
        O: crate::memory::Plain,
        K: Judges<O, Y>,
    {
        let mut mean = Mean::default();
        let rows = Rows::new(crate::memory::flat(output), O::LENGTH);
        Metric::<Of<O, K>, Y>::update(&Accuracy, &mut mean, rows, targets);
        Metric::<Of<O, K>, Y>::result(&Accuracy, &mean)
    }

    const CLASSES: [[f32; 3]; 4] =
        [[0.2, 0.5, 0.3], [0.9, 0.0, 0.1], [0.4, 0.2, 0.4], [0.0, 0.1, 0.9]];

    #[test]
    fn labels_and_one_hot_rows_agree() {
        let one_hot = [[0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]];
        assert_eq!(accuracy::<_, Softmax, _>(&CLASSES, &[1_u8, 1, 0, 2]), 0.75);
        assert_eq!(accuracy::<_, Softmax, _>(&CLASSES, &[1_usize, 1, 0, 2]), 0.75);
        assert_eq!(accuracy::<_, Softmax, _>(&CLASSES, &one_hot), 0.75);
    }

    #[test]
    fn every_unit_of_several_questions_counts() {
        let output = [[0.6, 0.4], [0.5, 0.9]];
        let targets = [[true, true], [false, true]];
        assert_eq!(accuracy::<_, Sigmoid, _>(&output, &targets), 0.75);
        assert_eq!(accuracy::<_, Sigmoid, _>(&[[0.6], [0.2]], &[1_u8, 1]), 0.5);
        assert_eq!(accuracy::<_, Sigmoid, _>(&[[0.6], [0.2]], &[1.0_f32, 0.0]), 1.0);
    }

    #[test]
    fn step_units_say_yes_above_zero() {
        assert_eq!(
            accuracy::<_, Step, _>(&[[-1.0], [1.0], [0.0]], &[false, true, true]),
            2.0 / 3.0
        );
    }
}
