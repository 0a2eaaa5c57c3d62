//! `StandardScaler`: scales features to mean 0 and standard deviation 1.
//!
//! Computes each feature's mean and deviation from the training samples, then scales
//! any samples in place with these.

mod serial;

use super::DataError;
use crate::memory::{self, Plain};
use std::boxed::Box;
use std::vec;

/// Standardises every feature: `z = (x − mean) / deviation`.
///
/// A feature is one element of a sample, so that images are standardised pixel by pixel. Mean
/// and deviation (the population's, divided by n) are those of the samples passed to
/// [`fit`](Self::fit), summed in f64. A constant feature has deviation 1: it becomes 0. The
/// behaviour is that of scikit-learn's `StandardScaler`.
///
/// A network is of use only together with the scaler of its training data. The scaler implements
/// serde, `{"mean": [..], "deviation": [..]}` with a number for each feature, to be saved as well.
///
/// # Example
/// ```
/// use burdock::data::StandardScaler;
///
/// let mut train = vec![[1.0, 10.0], [3.0, 10.0]];
/// let mut test = vec![[2.0, 11.0]];
/// let scaler = StandardScaler::fit(&train)?;
/// scaler.transform(&mut train);
/// scaler.transform(&mut test);
/// assert_eq!(train, [[-1.0, 0.0], [1.0, 0.0]]);
/// assert_eq!(test, [[0.0, 1.0]]);
/// # Ok::<(), burdock::data::DataError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct StandardScaler<X> {
    mean: Box<X>,
    deviation: Box<X>,
}

impl<X: Plain> StandardScaler<X> {
    /// Computes mean and deviation of every feature of the training samples.
    ///
    /// # Errors
    /// [`DataError::Empty`] without samples, [`DataError::NotFinite`] for the first value that
    /// is infinite or NaN.
    pub fn fit(samples: &[X]) -> Result<Self, DataError> {
        let values = memory::flat(samples);
        if samples.is_empty() {
            return Err(DataError::Empty);
        }
        if let Some(place) = values.iter().position(|value| !value.is_finite()) {
            let (sample, feature) = (place / X::LENGTH, place % X::LENGTH);
            return Err(DataError::NotFinite { sample, feature, value: values[place] });
        }
        let mut scaler = Self { mean: memory::zeroed(), deviation: memory::zeroed() };
        if X::LENGTH > 0 {
            measure(
                values,
                memory::flat_mut(core::slice::from_mut(&mut *scaler.mean)),
                memory::flat_mut(core::slice::from_mut(&mut *scaler.deviation)),
            );
        }
        Ok(scaler)
    }

    /// The mean of every feature.
    pub fn mean(&self) -> &X {
        &self.mean
    }

    /// The deviation of every feature: positive, and 1 if the training samples do not vary.
    pub fn deviation(&self) -> &X {
        &self.deviation
    }

    /// Standardises samples in place: `z = (x − mean) / deviation`.
    pub fn transform(&self, samples: &mut [X]) {
        self.each(samples, |value, mean, deviation| {
            let difference = value - mean;
            // The difference of two f32 values can overflow f32, that of their halves cannot.
            let halves = (0.5 * value - 0.5 * mean) / (0.5 * deviation);
            if difference.is_infinite() { halves } else { difference / deviation }
        });
    }

    /// Reverses the standardisation, in place: `x = z · deviation + mean`.
    pub fn inverse_transform(&self, samples: &mut [X]) {
        self.each(samples, |value, mean, deviation| value * deviation + mean);
    }

    fn each(&self, samples: &mut [X], formula: impl Fn(f32, f32, f32) -> f32) {
        let mean = memory::flat(core::slice::from_ref(&*self.mean));
        let deviation = memory::flat(core::slice::from_ref(&*self.deviation));
        for sample in samples {
            let values = memory::flat_mut(core::slice::from_mut(sample));
            for ((value, &mean), &deviation) in values.iter_mut().zip(mean).zip(deviation) {
                *value = formula(*value, mean, deviation);
            }
        }
    }
}

/// Writes each feature's mean and deviation. All sums are of differences, first from the first
/// sample, then from the mean, so that a constant feature has a deviation of exactly 0.
fn measure(values: &[f32], mean: &mut [f32], deviation: &mut [f32]) {
    let features = mean.len();
    let samples = (values.len() / features) as f64;
    let first = &values[..features];

    let mut centre = vec![0.0_f64; features];
    for sample in values.chunks_exact(features) {
        for ((sum, &value), &first) in centre.iter_mut().zip(sample).zip(first) {
            *sum += f64::from(value) - f64::from(first);
        }
    }
    for (sum, &first) in centre.iter_mut().zip(first) {
        *sum = f64::from(first) + *sum / samples;
    }

    let mut squares = vec![0.0_f64; features];
    for sample in values.chunks_exact(features) {
        for ((sum, &value), &centre) in squares.iter_mut().zip(sample).zip(&centre) {
            *sum += (f64::from(value) - centre).powi(2);
        }
    }

    for ((mean, deviation), (centre, squares)) in
        mean.iter_mut().zip(deviation).zip(centre.iter().zip(squares))
    {
        *mean = *centre as f32;
        *deviation = (squares / samples).sqrt() as f32;
        // A deviation that rounds to 0 in f32 is treated as that of a constant feature.
        if *deviation == 0.0 {
            *deviation = 1.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn standardised_features_have_mean_zero_and_deviation_one() {
        let mut samples: Vec<[[f32; 2]; 1]> =
            (0..1000).map(|i| [[1e4 + (i % 17) as f32, (i as f32).sin() * 1e-3]]).collect();
        let original = samples.clone();
        let scaler = StandardScaler::fit(&samples).expect("finite");
        scaler.transform(&mut samples);
        for feature in 0..2 {
            let column = || samples.iter().map(|sample| f64::from(sample[0][feature]));
            let mean = column().sum::<f64>() / 1000.0;
            let variance = column().map(|value| (value - mean).powi(2)).sum::<f64>() / 1000.0;
            assert!(mean.abs() < 1e-3 && (variance - 1.0).abs() < 1e-5, "{mean} {variance}");
        }
        scaler.inverse_transform(&mut samples);
        for (back, original) in
            samples.iter().flatten().flatten().zip(original.as_flattened().as_flattened())
        {
            assert!(
                (back - original).abs() <= 2e-7 * original.abs().max(1e-3),
                "{back} {original}"
            );
        }
    }

    // numpy: a = [1, 2, 4, 9]; a.mean() = 4, a.std() = 3.0822070014844885
    #[test]
    fn the_deviation_is_the_populations() {
        let scaler = StandardScaler::fit(&[1.0_f32, 2.0, 4.0, 9.0]).expect("finite");
        assert_eq!((*scaler.mean(), *scaler.deviation()), (4.0, 3.082_207));
    }

    #[test]
    fn constant_features_become_zero() {
        let mut samples = std::vec![[0.1_f32, 3.0e38]; 999];
        let scaler = StandardScaler::fit(&samples).expect("finite");
        assert_eq!(scaler.deviation(), &[1.0, 1.0]);
        scaler.transform(&mut samples);
        assert!(samples.iter().all(|sample| *sample == [0.0, 0.0]));
    }

    #[test]
    fn the_largest_values_stay_finite() {
        for large in [3e38, f32::MAX] {
            let mut samples = std::vec![-large; 9];
            samples.push(large);
            let scaler = StandardScaler::fit(&samples).expect("finite");
            assert!(scaler.mean().is_finite() && scaler.deviation().is_finite());
            scaler.transform(&mut samples);
            // Nine at -1 and one at 1 have the mean -0.8 and the deviation 0.6.
            assert!((samples[0] + 1.0 / 3.0).abs() < 1e-6 && (samples[9] - 3.0).abs() < 1e-6);
        }
    }

    #[test]
    fn samples_without_features_are_left_alone() {
        let mut samples = [[[0.0_f32; 0]; 2]; 3];
        let scaler = StandardScaler::fit(&samples).expect("there are samples");
        scaler.transform(&mut samples);
        scaler.inverse_transform(&mut samples);
        assert_eq!(scaler.mean(), scaler.deviation());
    }

    #[test]
    fn bad_samples_are_refused() {
        assert_eq!(StandardScaler::<[f32; 3]>::fit(&[]), Err(DataError::Empty));
        let samples = [[0.0, 1.0], [2.0, f32::INFINITY]];
        let error = DataError::NotFinite { sample: 1, feature: 1, value: f32::INFINITY };
        assert_eq!(StandardScaler::fit(&samples), Err(error));
    }
}
