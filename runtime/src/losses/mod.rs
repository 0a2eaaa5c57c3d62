//! What training makes small.
//!
//! A loss takes a head's numbers as they stand before the activation, and the targets. It gives
//! the output, the loss of each sample, and the gradient. It works on a block of rows at a
//! time, while they are still in the cache, and its results do not depend on how a batch is cut
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

/// A loss of one head `H` against targets `Y`.
///
/// To write a loss of one's own, implement this trait: for all heads and targets that it is
/// meant for, so that the compiler refuses the others.
pub trait Loss<H: Head, Y> {
    /// The name in messages, such as `mean_squared_error`.
    const NAME: &'static str;

    /// How much the loss counts in the total of a network: 1, unless it is [`Weighted`].
    fn weight(&self) -> f32 {
        1.0
    }

    /// Whether the loss's own settings and every target are what they must be.
    ///
    /// # Errors
    /// The first fault, with its row.
    fn check(&self, targets: &[Y]) -> Result<(), LossError>;

    /// Turns the block into outputs and writes the loss of each row, without the weight.
    ///
    /// `targets` belong to the block's rows, in the same order.
    fn value(&self, block: LossBlock<'_>, targets: &[Y]);

    /// As [`value`](Loss::value), and writes `scale · d loss / d z` into `delta`, where `z` are
    /// the block's numbers before the activation. The weight is in `scale` already.
    fn gradient(&self, block: LossBlock<'_>, targets: &[Y], scale: f32, delta: RowsMut<'_>);
}

/// Some rows of a head on their way through a loss.
#[derive(Debug)]
pub struct LossBlock<'a> {
    /// Where the arithmetic runs.
    pub compute: &'a Compute,
    /// What turns the head's numbers into the output.
    pub activation: Activation,
    /// Before: the numbers in front of the activation. After: the output.
    pub output: RowsMut<'a>,
    /// Where the loss of each row goes.
    pub losses: &'a mut [f32],
}
