//! Metrics in which some samples count more than others.

/// What a metric keeps, if a sample's part of it can count more or less than another's.
///
/// A metric whose [`State`](super::Metric::State) is weighable can be a
/// [`weighted_metric`](crate::training::Trainer::weighted_metric). A [`Mean`](super::Mean) is; a
/// state of one's own implements this trait.
#[diagnostic::on_unimplemented(
    message = "a metric that keeps `{Self}` cannot count samples by their weights",
    label = "this metric counts every sample alike",
    note = "implement `burdock::metrics::Weighable` for `{Self}`, or let the metric keep a `Mean`"
)]
pub trait Weighable {
    /// Takes in what a single sample makes of a state that was empty, `weight` times.
    fn add_weighted(&mut self, sample: &Self, weight: f32);
}
