//! The mean squared error.

use super::faults::finite;
use super::{Loss, LossBlock, LossError, Smooth, pointwise};
use crate::head::Head;
use crate::kernels::rows::RowsMut;
use crate::memory::Plain;

/// `loss = mean (y - t)²`, over the elements of an output and over the batch.
///
/// As a metric: the same, over all samples so far.
///
/// # Example
/// ```
/// use burdock::losses::{Loss, MeanSquaredError};
/// # struct House;
/// # impl burdock::head::Head for House {
/// #     type Output = [f32; 2];
/// #     type Kind = burdock::head::Values;
/// # }
/// let targets = [[1.0, f32::NAN]];
/// let fault = Loss::<House, _>::check(&MeanSquaredError, &targets).unwrap_err();
/// assert_eq!(fault.to_string(), "row 0 has NaN at column 1; targets must be finite");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeanSquaredError;

impl<H, Y> Loss<H, Y> for MeanSquaredError
where
    H: Head<Kind: Smooth<H::Output, Y>>,
{
    const NAME: &'static str = "mean_squared_error";

    fn check(&self, targets: &[Y]) -> Result<(), LossError> {
        finite(H::Kind::numbers(targets), H::Output::LENGTH)
    }

    fn value(&self, block: LossBlock<'_>, targets: &[Y]) {
        pointwise::values(block, H::Kind::numbers(targets), |error| error * error);
    }

    fn gradient(&self, block: LossBlock<'_>, targets: &[Y], scale: f32, delta: RowsMut<'_>) {
        pointwise::gradients(block, H::Kind::numbers(targets), scale, delta, |error| {
            (error * error, 2.0 * error)
        });
    }
}
