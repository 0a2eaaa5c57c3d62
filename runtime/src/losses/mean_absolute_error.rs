//! The mean absolute error.

use super::faults::finite;
use super::{Loss, LossBlock, LossError, Smooth, pointwise};
use crate::head::Head;
use crate::kernels::rows::RowsMut;
use crate::memory::Plain;

/// `loss = mean |y - t|`, over the elements of an output and over the batch.
///
/// The derivative at an error of zero is zero. As a metric: the same, over all samples so far.
///
/// # Example
/// ```
/// use burdock::losses::{Loss, MeanAbsoluteError};
/// # struct House;
/// # impl burdock::head::Head for House {
/// #     type Output = [f32; 1];
/// #     type Kind = burdock::head::Values;
/// # }
/// // For an output of one number the targets are plain numbers, too.
/// assert!(Loss::<House, f32>::check(&MeanAbsoluteError, &[1.0, 2.0]).is_ok());
/// assert!(Loss::<House, [f32; 1]>::check(&MeanAbsoluteError, &[[1.0], [2.0]]).is_ok());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeanAbsoluteError;

impl<H, Y> Loss<H, Y> for MeanAbsoluteError
where
    H: Head<Kind: Smooth<H::Output, Y>>,
{
    const NAME: &'static str = "mean_absolute_error";

    fn check(&self, targets: &[Y]) -> Result<(), LossError> {
        finite(H::Kind::numbers(targets), H::Output::LENGTH)
    }

    fn value(&self, block: LossBlock<'_>, targets: &[Y]) {
        pointwise::values(block, H::Kind::numbers(targets), |error| error.abs());
    }

    fn gradient(&self, block: LossBlock<'_>, targets: &[Y], scale: f32, delta: RowsMut<'_>) {
        pointwise::gradients(block, H::Kind::numbers(targets), scale, delta, |error| {
            (error.abs(), sign(error))
        });
    }
}

/// The derivative of the absolute value, with 0 at 0.
fn sign(error: f32) -> f32 {
    if error == 0.0 { 0.0 } else { error.signum() }
}
