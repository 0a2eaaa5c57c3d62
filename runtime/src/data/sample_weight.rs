//! What one sample counts: a number, or a number for each output.

use crate::memory::Plain;
use crate::network::Network;

/// What a sample counts in the loss.
///
/// An `f32` counts for all outputs of a network. Beside a network with several outputs,
/// [`network!`](crate::network!) makes a struct with a number for each of them, 1 by default:
///
/// ```
/// use burdock::prelude::*;
///
/// network! {
///     struct Digits(image: [28, 28]) -> (digit: [10], slant: [1]) {
///         hidden = image -> flatten -> dense(30, relu);
///         digit = hidden -> dense(10, softmax);
///         slant = hidden -> dense(1);
///     }
/// }
///
/// let seven = DigitsTarget { digit: 7_u8, slant: 0.2 };
/// let unknown_slant = DigitsTarget { digit: 1_u8, slant: 0.0 };
/// let data = Dataset::new(vec![[[0.5; 28]; 28]; 2], vec![seven, unknown_slant])?;
/// let data = data.with_weights(vec![
///     DigitsSampleWeight::default(),
///     DigitsSampleWeight { slant: 0.0, ..Default::default() },
/// ])?;
///
/// let losses = DigitsLosses { digit: SparseCategoricalCrossentropy, slant: MeanSquaredError };
/// Trainer::new(losses, Sgd::new(0.1)).fit(&mut Digits::new(Seed(1)), &data, 1)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a sample counts",
    label = "expected `f32`, or the struct of weights beside a network with several outputs",
    note = "beside a network `Net` with several outputs stands `NetSampleWeight`, with a number \
            for each of them"
)]
pub trait SampleWeight: Plain {
    /// The outputs that the numbers are for, in their order; none if there is one number for all.
    const OUTPUTS: &'static [&'static str];
}

impl SampleWeight for f32 {
    const OUTPUTS: &'static [&'static str] = &[];
}

/// A weight of samples that fits a network `N`: an `f32`, or the struct beside `N`.
#[diagnostic::on_unimplemented(
    message = "weights of type `{Self}` are not for samples of `{N}`",
    label = "expected samples with weights for `{N}`",
    note = "a sample's weight is an `f32`; for a network `Net` with several outputs it may be a \
            `NetSampleWeight`, with a number for each of them"
)]
pub trait WeightFor<N: Network>: SampleWeight {}

impl<N: Network> WeightFor<N> for f32 {}
