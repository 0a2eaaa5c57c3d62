//! What is watched beside the loss.
//!
//! A metric takes outputs and targets batch by batch, keeps what it needs, and gives one number
//! for all samples so far. While training it sees every batch as it was predicted, before the
//! step's update, as in Keras. A [`metric`](crate::training::Trainer::metric) counts every sample
//! alike, whatever its weight in the loss; a
//! [`weighted_metric`](crate::training::Trainer::weighted_metric) counts it by that weight. Unlike a
//! loss, a metric need not be finite: one that has no value for some data may say so by NaN.

mod accuracy;
mod errors;
mod head_metric;
mod mean;
mod weighable;

pub use accuracy::{Accuracy, Judges};
pub use head_metric::HeadMetric;
pub use mean::Mean;
pub use weighable::Weighable;

use crate::head::Head;
use crate::kernels::rows::Rows;

/// A metric of one head `H` against targets `Y`.
///
/// To write a metric of one's own, implement this trait for all heads and targets that it is
/// meant for. What it counts lives in [`State`](Metric::State), apart from its settings:
///
/// ```
/// use burdock::head::Head;
/// use burdock::kernels::rows::Rows;
/// use burdock::metrics::{Mean, Metric};
///
/// /// The largest error of each sample, on average.
/// struct MeanWorstError;
///
/// impl<H: Head<Output = [f32; N]>, const N: usize> Metric<H, [f32; N]> for MeanWorstError {
///     const NAME: &'static str = "mean_worst_error";
///     type State = Mean;
///
///     fn update(&self, mean: &mut Mean, output: Rows<'_>, targets: &[[f32; N]]) {
///         for (row, target) in targets.iter().enumerate() {
///             let errors = output.row(row).iter().zip(target).map(|(y, t)| (y - t).abs());
///             mean.add(errors.fold(0.0, f32::max).into(), 1);
///         }
///     }
///
///     fn result(&self, mean: &Mean) -> f64 {
///         mean.get()
///     }
/// }
/// ```
pub trait Metric<H: Head, Y> {
    /// The name in the history and the progress, such as `accuracy`.
    const NAME: &'static str;

    /// What it keeps from batch to batch; the default is what it starts from.
    type State: Default + 'static;

    /// Takes in some rows of outputs, with a target for each. It must not allocate, and the
    /// result must not depend on how the samples are cut into calls.
    fn update(&self, state: &mut Self::State, output: Rows<'_>, targets: &[Y]);

    /// The metric over all batches so far.
    fn result(&self, state: &Self::State) -> f64;
}
