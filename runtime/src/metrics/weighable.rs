//! The states of metrics that can weight samples.

/// The state of a metric, if a sample's contribution to it can be multiplied by a weight.
///
/// A metric whose [`State`](super::Metric::State) is weighable can be a
/// [`weighted_metric`](crate::training::Trainer::weighted_metric). A [`Mean`](super::Mean) is; a
/// custom state implements this trait:
///
/// ```
/// use burdock::head::Head;
/// use burdock::kernels::rows::Rows;
/// use burdock::metrics::{Metric, Weighable};
/// use burdock::prelude::*;
///
/// /// The root of the mean square of the errors.
/// struct RootMeanSquaredError;
///
/// #[derive(Default)]
/// struct Squares {
///     sum: f64,
///     count: f64,
/// }
///
/// impl Weighable for Squares {
///     fn add_weighted(&mut self, sample: &Self, weight: f32) {
///         self.sum += f64::from(weight) * sample.sum;
///         self.count += f64::from(weight) * sample.count;
///     }
/// }
///
/// impl<H: Head<Output = [f32; 1]>> Metric<H, f32> for RootMeanSquaredError {
///     const NAME: &'static str = "root_mean_squared_error";
///     type State = Squares;
///
///     fn update(&self, squares: &mut Squares, output: Rows<'_>, targets: &[f32]) {
///         for (row, target) in targets.iter().enumerate() {
///             squares.sum += f64::from(output.row(row)[0] - target).powi(2);
///             squares.count += 1.0;
///         }
///     }
///
///     fn result(&self, squares: &Squares) -> f64 {
///         (squares.sum / squares.count).sqrt()
///     }
/// }
///
/// network! {
///     struct Zero(x: [1]) -> (y: [1]) {
///         y = x -> dense(1, init = zeros);
///     }
/// }
///
/// let data = Dataset::new(vec![[0.5]; 2], vec![1.0, 5.0])?.with_weights(vec![2.0, 1.0])?;
/// let trainer = Trainer::new(MeanSquaredError, Sgd::default())
///     .weighted_metric(RootMeanSquaredError);
/// let report = trainer.evaluate(&Zero::new(Seed(1)), &data)?;
/// let expected = ((2.0 * 1.0 + 1.0 * 25.0) / 3.0_f64).sqrt();
/// assert_eq!(report.get("weighted_root_mean_squared_error"), Some(expected));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "a metric that keeps `{Self}` cannot count samples by their weights",
    label = "this metric counts every sample alike",
    note = "implement `burdock::metrics::Weighable` for `{Self}`, or let the metric keep a `Mean`"
)]
pub trait Weighable {
    /// Adds the state of a single sample, multiplied by `weight`.
    fn add_weighted(&mut self, sample: &Self, weight: f32);
}
