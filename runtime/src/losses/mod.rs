//! Losses: what training minimises.
//!
//! A loss takes the output of a head's last layer before its activation, and the targets. It
//! computes the output, the loss of each sample, and the gradient. It works on a block of rows at a
//! time, while they are still in the cache, and its results do not depend on how a batch is divided
//! into blocks.

mod binary_crossentropy;
mod categorical_crossentropy;
mod error;
mod faults;
mod huber;
mod kinds;
mod mean_absolute_error;
mod mean_squared_error;
mod perceptron_rule;
mod pointwise;
mod sparse_categorical_crossentropy;
mod targets;
#[cfg(test)]
mod tests;
mod weighted;

pub use binary_crossentropy::BinaryCrossentropy;
pub use categorical_crossentropy::CategoricalCrossentropy;
pub use error::LossError;
pub use huber::Huber;
pub use kinds::{Classes, Questions, Shares, Smooth, Steps};
pub use mean_absolute_error::MeanAbsoluteError;
pub use mean_squared_error::MeanSquaredError;
pub use perceptron_rule::PerceptronRule;
pub use sparse_categorical_crossentropy::SparseCategoricalCrossentropy;
pub use targets::{Answer, BinaryTarget, Label, ValueTarget};
pub use weighted::{Weigh, Weighted};

use crate::compute::Compute;
use crate::head::Head;
use crate::kernels::activation::Activation;
use crate::kernels::rows::RowsMut;

/// A loss of one head `H` with targets `Y`.
///
/// To write a custom loss, implement this trait: for all heads and targets that it is
/// meant for, so that the compiler rejects the others. Weights, of the loss and of samples, are
/// applied by the trainer.
///
/// ```
/// use burdock::head::{Head, Values};
/// use burdock::kernels::activation::{activate, differentiate};
/// use burdock::kernels::rows::RowsMut;
/// use burdock::losses::{Loss, LossBlock, LossError, Weigh};
///
/// /// `max(q e, (q - 1) e)` with `e = t - y`: the network learns the quantile `q` of its targets.
/// struct Quantile(f32);
///
/// impl Weigh for Quantile {} // gives it the method `weighted`
///
/// impl<H: Head<Output = [f32; 1], Kind = Values>> Loss<H, f32> for Quantile {
///     const NAME: &'static str = "quantile";
///
///     fn check(&self, targets: &[f32]) -> Result<(), LossError> {
///         match targets.iter().position(|target| !target.is_finite()) {
///             None => Ok(()),
///             Some(row) => Err(LossError::NotFinite { row, column: 0, value: targets[row] }),
///         }
///     }
///
///     fn value(&self, block: LossBlock<'_>, targets: &[f32]) {
///         let LossBlock { compute, activation, mut output, losses } = block;
///         activate(compute, activation, output.reborrow());
///         for (row, target) in targets.iter().enumerate() {
///             let error = target - output.row(row)[0];
///             losses[row] = (self.0 * error).max((self.0 - 1.0) * error);
///         }
///     }
///
///     fn gradient(&self, block: LossBlock<'_>, targets: &[f32], scale: f32, mut delta: RowsMut<'_>) {
///         let LossBlock { compute, activation, mut output, losses } = block;
///         let block = LossBlock { compute, activation, output: output.reborrow(), losses };
///         Loss::<H, f32>::value(self, block, targets);
///         for (row, target) in targets.iter().enumerate() {
///             let below = output.row(row)[0] < *target;
///             delta.row(row)[0] = scale * if below { -self.0 } else { 1.0 - self.0 };
///         }
///         differentiate(compute, activation, output.as_rows(), delta);
///     }
/// }
///
/// use burdock::prelude::*;
///
/// network! {
///     struct Constant(x: [1]) -> (y: [1]) {
///         y = x -> dense(1);
///     }
/// }
///
/// // Only the bias counts here, and it comes to the first fifth of the targets.
/// let data = Dataset::new(vec![[0.0]; 4], vec![0.0, 1.0, 2.0, 3.0])?;
/// let mut model = Constant::new(Seed(1));
/// Trainer::new(Quantile(0.2), Sgd::new(0.01)).fit(&mut model, &data, 2_000)?;
/// assert!(model.predict(&[0.0])[0].abs() < 0.02);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Loss<H: Head, Y> {
    /// The name in messages, such as `mean_squared_error`.
    const NAME: &'static str;

    /// The weight of the loss in the total of a network: 1, unless it is [`Weighted`].
    fn weight(&self) -> f32 {
        1.0
    }

    /// Checks the loss's own settings and every target.
    ///
    /// # Errors
    /// The first error, with its row.
    fn check(&self, targets: &[Y]) -> Result<(), LossError>;

    /// Replaces the block by the outputs and writes the loss of each row, without the weight.
    ///
    /// `targets` belong to the block's rows, in the same order.
    fn value(&self, block: LossBlock<'_>, targets: &[Y]);

    /// As [`value`](Loss::value), and writes `scale · d loss / d z` into `delta`, where `z` are
    /// the block's values before the activation. `scale` includes the weight already.
    fn gradient(&self, block: LossBlock<'_>, targets: &[Y], scale: f32, delta: RowsMut<'_>);
}

/// Some rows of a head's output, for which a loss is computed.
#[derive(Debug)]
pub struct LossBlock<'a> {
    /// The instruction set and the number of threads.
    pub compute: &'a Compute,
    /// The activation of the head.
    pub activation: Activation,
    /// On entry, the values before the activation; on return, the output.
    pub output: RowsMut<'a>,
    /// Receives the loss of each row.
    pub losses: &'a mut [f32],
}
