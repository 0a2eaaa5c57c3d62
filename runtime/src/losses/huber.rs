//! The Huber loss: squared for small errors, linear for large ones.

use super::faults::finite;
use super::{Loss, LossBlock, LossError, Smooth, pointwise};
use crate::head::Head;
use crate::kernels::rows::RowsMut;
use crate::memory::Plain;

/// `loss = mean h(y - t)` with `h(e) = e²/2` where `|e| <= delta`, and
/// `h(e) = delta (|e| - delta/2)` elsewhere: the gradient of outliers is limited to `delta`.
///
/// Source: Huber, *Robust estimation of a location parameter*, 1964.
///
/// # Example
/// ```
/// use burdock::losses::Huber;
/// assert_eq!(Huber::default(), Huber { delta: 1.0 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Huber {
    /// Where the loss turns from squared to linear, in the unit of the targets: above 0,
    /// default 1.
    pub delta: f32,
}

impl Default for Huber {
    fn default() -> Self {
        Self { delta: 1.0 }
    }
}

impl Huber {
    /// The loss of one error, and its derivative.
    fn of(self, error: f32) -> (f32, f32) {
        let Self { delta } = self;
        if error.abs() <= delta {
            (0.5 * error * error, error)
        } else {
            (delta * (error.abs() - 0.5 * delta), delta * error.signum())
        }
    }
}

impl<H, Y> Loss<H, Y> for Huber
where
    H: Head<Kind: Smooth<H::Output, Y>>,
{
    const NAME: &'static str = "huber";

    fn check(&self, targets: &[Y]) -> Result<(), LossError> {
        if !(self.delta > 0.0 && self.delta.is_finite()) {
            return Err(LossError::Delta { value: self.delta });
        }
        finite(H::Kind::numbers(targets), H::Output::LENGTH)
    }

    fn value(&self, block: LossBlock<'_>, targets: &[Y]) {
        pointwise::values(block, H::Kind::numbers(targets), |error| self.of(error).0);
    }

    fn gradient(&self, block: LossBlock<'_>, targets: &[Y], scale: f32, delta: RowsMut<'_>) {
        pointwise::gradients(block, H::Kind::numbers(targets), scale, delta, |error| {
            self.of(error)
        });
    }
}
