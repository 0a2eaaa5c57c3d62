//! The types of sample weights: a number, or a number for each output.

use crate::memory::Plain;
use crate::network::Network;

/// The weight of a sample in the loss.
///
/// An `f32` is the weight for all outputs of a network. For a network with several outputs,
/// [`network!`](crate::network!) emits a struct with a weight for each of them, 1 by default:
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
    /// The outputs that the weights are for, in their order; empty if one weight is for all.
    const OUTPUTS: &'static [&'static str];
}

impl SampleWeight for f32 {
    const OUTPUTS: &'static [&'static str] = &[];
}

/// A type of sample weights that fits a network `N`: an `f32`, or the struct emitted with `N`.
#[diagnostic::on_unimplemented(
    message = "weights of type `{Self}` are not for samples of `{N}`",
    label = "expected samples with weights for `{N}`",
    note = "a sample's weight is an `f32`; for a network `Net` with several outputs it may be a \
            `NetSampleWeight`, with a number for each of them"
)]
pub trait WeightFor<N: Network>: SampleWeight {}

impl<N: Network> WeightFor<N> for f32 {}
