//! Losses with a weight in the total of several.

use super::{Loss, LossBlock, LossError};
use crate::head::Head;
use crate::kernels::rows::RowsMut;

/// A loss that is multiplied by `weight` in the total of a network.
///
/// Reports show the losses of single outputs without their weights, and the total with them, as
/// Keras does with its `loss_weights`.
///
/// # Example
/// ```
/// use burdock::losses::{Loss, MeanSquaredError, Weigh, Weighted};
/// # struct House;
/// # impl burdock::head::Head for House {
/// #     type Output = [f32; 1];
/// #     type Kind = burdock::head::Values;
/// # }
/// let loss = MeanSquaredError.weighted(0.9);
/// assert_eq!(loss, Weighted { loss: MeanSquaredError, weight: 0.9 });
/// let fault = Loss::<House, _>::check(&MeanSquaredError.weighted(-1.0), &[1.0_f32]).unwrap_err();
/// let text = "the weight of a loss must be finite and not below 0, not -1";
/// assert_eq!(fault.to_string(), text);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighted<L> {
    /// The loss.
    pub loss: L,
    /// Its factor: finite, and 0 or more. It multiplies a weight that `loss` has.
    pub weight: f32,
}

/// Losses that can have a weight: `MeanSquaredError.weighted(0.9)`.
///
/// A custom loss gets the method by `impl Weigh for MyLoss {}`.
pub trait Weigh: Sized {
    /// The loss, multiplied by `weight`.
    fn weighted(self, weight: f32) -> Weighted<Self> {
        Weighted { loss: self, weight }
    }
}

impl Weigh for super::BinaryCrossentropy {}
impl Weigh for super::CategoricalCrossentropy {}
impl Weigh for super::Huber {}
impl Weigh for super::MeanAbsoluteError {}
impl Weigh for super::MeanSquaredError {}
impl Weigh for super::PerceptronRule {}
impl Weigh for super::SparseCategoricalCrossentropy {}

impl<H: Head, Y, L: Loss<H, Y>> Loss<H, Y> for Weighted<L> {
    const NAME: &'static str = L::NAME;

    fn weight(&self) -> f32 {
        self.weight * self.loss.weight()
    }

    fn check(&self, targets: &[Y]) -> Result<(), LossError> {
        if !(self.weight >= 0.0 && Loss::<H, Y>::weight(self).is_finite()) {
            return Err(LossError::Weight { value: self.weight });
        }
        self.loss.check(targets)
    }

    fn value(&self, block: LossBlock<'_>, targets: &[Y]) {
        self.loss.value(block, targets);
    }

    fn gradient(&self, block: LossBlock<'_>, targets: &[Y], scale: f32, delta: RowsMut<'_>) {
        self.loss.gradient(block, targets, scale, delta);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::Values;
    use crate::losses::MeanSquaredError;

    struct One;
    impl Head for One {
        type Output = [f32; 1];
        type Kind = Values;
    }

    #[test]
    fn weights_multiply_and_must_make_sense() {
        let weight = |loss: Weighted<_>| Loss::<One, f32>::weight(&loss);
        assert_eq!(Loss::<One, f32>::weight(&MeanSquaredError), 1.0);
        assert_eq!(weight(MeanSquaredError.weighted(0.25)), 0.25);
        let twice = Weighted { loss: MeanSquaredError.weighted(0.5), weight: 0.25 };
        assert_eq!(Loss::<One, f32>::weight(&twice), 0.125);
        for value in [-0.5, f32::INFINITY] {
            let found = Loss::<One, _>::check(&MeanSquaredError.weighted(value), &[0.0_f32]);
            assert_eq!(found, Err(LossError::Weight { value }));
        }
        let not_a_number = MeanSquaredError.weighted(f32::NAN);
        assert!(Loss::<One, _>::check(&not_a_number, &[0.0_f32]).is_err());
        assert!(Loss::<One, _>::check(&MeanSquaredError.weighted(0.0), &[0.0_f32]).is_ok());
    }
}
