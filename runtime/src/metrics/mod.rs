//! Metrics: what is reported in addition to the loss.
//!
//! A metric is updated with outputs and targets batch by batch, has a state, and returns one value
//! for all samples so far. In training it sees every batch as it was predicted, before the
//! step's update, as in Keras. A [`metric`](crate::training::Trainer::metric) counts every sample
//! equally, whatever its weight in the loss; a
//! [`weighted_metric`](crate::training::Trainer::weighted_metric) counts it by that weight. A
//! metric, unlike a loss, need not be finite: one that is undefined for some data may return NaN.

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

/// A metric of one head `H` with targets `Y`.
///
/// To write a custom metric, implement this trait for all heads and targets that it is
/// meant for. Its accumulated values are its [`State`](Metric::State), apart from its settings:
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

    /// The state that is updated by each batch; its default is the initial state.
    type State: Default + 'static;

    /// Updates the state with some rows of outputs and a target for each. It must not allocate, and
    /// the result must not depend on how the samples are divided among calls.
    fn update(&self, state: &mut Self::State, output: Rows<'_>, targets: &[Y]);

    /// The value of the metric over all batches so far.
    fn result(&self, state: &Self::State) -> f64;
}
