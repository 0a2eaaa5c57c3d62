//! A running mean.

use super::Weighable;

/// The mean of the values added so far; a weighted mean is divided by the sum of the weights.
///
/// # Example
/// ```
/// use burdock::metrics::Mean;
/// let mut mean = Mean::default();
/// mean.add(3.0, 4); // four values, 3 in sum
/// assert_eq!(mean.get(), 0.75);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mean {
    sum: f64,
    count: f64,
}

impl Mean {
    /// Adds `count` values whose sum is `sum`.
    pub fn add(&mut self, sum: f64, count: usize) {
        self.sum += sum;
        self.count += count as f64;
    }

    /// The mean, or 0 if nothing was added.
    pub fn get(&self) -> f64 {
        if self.count == 0.0 { 0.0 } else { self.sum / self.count }
    }
}

impl Weighable for Mean {
    fn add_weighted(&mut self, sample: &Self, weight: f32) {
        self.sum += f64::from(weight) * sample.sum;
        self.count += f64::from(weight) * sample.count;
    }
}
