//! Checks before the first step, so that invalid input never changes a parameter.

use super::finite::head_name;
use super::trainer::Validation;
use super::weights::Weights;
use super::{HeadError, Objective, Part, TrainError, Trainer};
use crate::compute::Compute;
use crate::data::{DataError, Dataset, SampleWeight};
use crate::kernels::finite::all_finite;
use crate::losses::LossError;
use crate::memory::{Plain, flat};
use crate::network::Network;
use core::ops::Range;

/// Samples and equally many targets.
pub(super) struct Samples<'d, X, Y> {
    pub(super) x: &'d [X],
    pub(super) y: &'d [Y],
    /// The weight of each sample.
    pub(super) weights: Weights<'d>,
}

impl<X, Y> Clone for Samples<'_, X, Y> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<X, Y> Copy for Samples<'_, X, Y> {}

impl<'d, X, Y> Samples<'d, X, Y> {
    /// All samples of a dataset.
    pub(super) fn of<W: SampleWeight>(
        data: &'d Dataset<X, Y, W>,
        part: Part,
    ) -> Result<Self, TrainError> {
        let checked = data.check().and_then(|()| data.check_weights());
        checked.map_err(|error| TrainError::Data { part, error })?;
        Ok(Self { x: &data.x, y: &data.y, weights: Weights::of(data.weights.as_deref()) })
    }

    /// The samples in a range.
    pub(super) fn range(self, rows: Range<usize>) -> Self {
        let weights = self.weights.range(rows.clone());
        Self { x: &self.x[rows.clone()], y: &self.y[rows], weights }
    }

    /// The first part, and the last `fraction`, as in Keras: the samples stay in order.
    pub(super) fn split(self, fraction: f64) -> Result<(Self, Self), TrainError> {
        let samples = self.x.len();
        let at = split_at(samples, fraction);
        if !(fraction > 0.0 && fraction < 1.0) || at == 0 || at >= samples {
            return Err(TrainError::ValidationSplit { fraction, samples });
        }
        Ok((self.range(0..at), self.range(at..samples)))
    }
}

/// The number of samples before a split.
pub(super) fn split_at(samples: usize, fraction: f64) -> usize {
    (samples as f64 * (1.0 - fraction)).floor() as usize
}

/// Training samples, and validation samples if there are any.
type Parts<'d, X, Y> = (Samples<'d, X, Y>, Option<Samples<'d, X, Y>>);

impl<'a, N: Network, Y: 'static> Trainer<'a, N, Y> {
    /// Training and validation data, after they and the settings were found to be valid.
    pub(super) fn checked<'d>(
        &self,
        samples: Samples<'d, N::Input, Y>,
        epochs: usize,
    ) -> Result<Parts<'d, N::Input, Y>, TrainError>
    where
        'a: 'd,
    {
        if epochs == 0 {
            return Err(TrainError::Epochs);
        }
        if self.batch_size == 0 {
            return Err(TrainError::BatchSize);
        }
        if self.threads == 0 {
            return Err(TrainError::Threads);
        }
        (*self.optimizer).check()?;
        check(samples, Part::Training, &*self.objective)?;
        match self.validation {
            Validation::None => Ok((samples, None)),
            Validation::Set(validation) => {
                let validation = validation?;
                check(validation, Part::Validation, &*self.objective)?;
                Ok((samples, Some(validation)))
            }
            Validation::Split(fraction) => {
                let (training, validation) = samples.split(fraction)?;
                Ok((training, Some(validation)))
            }
        }
    }
}

/// Checks that there are samples, that they are finite, and that the objective takes the targets.
pub(super) fn check<N: Network, Y>(
    samples: Samples<'_, N::Input, Y>,
    part: Part,
    objective: &(impl Objective<N, Y> + ?Sized),
) -> Result<(), TrainError> {
    let Samples { x, y, .. } = samples;
    let fault = |error| Err(TrainError::Data { part, error });
    if x.is_empty() {
        return fault(DataError::Empty);
    }
    if let Some((sample, feature, value)) = first_not_finite(x) {
        return fault(DataError::NotFinite { sample, feature, value });
    }
    let of_head =
        |HeadError { head, error }| TrainError::Loss { part, head: head_name::<N>(head), error };
    objective.check(y).map_err(of_head)?;
    for head in 0..N::OUTPUTS.len() {
        // A custom loss may have any weight.
        let value = objective.weight(head);
        if !(value.is_finite() && value >= 0.0) {
            return Err(of_head(HeadError { head, error: LossError::Weight { value } }));
        }
    }
    Ok(())
}

/// The first element that is infinite or NaN: row, column, value.
fn first_not_finite<X: Plain>(samples: &[X]) -> Option<(usize, usize, f32)> {
    // If all are finite, this is one pass at memory bandwidth.
    const BLOCK: usize = 16 * 1024;
    let (numbers, compute) = (flat(samples), Compute::best());
    let block = numbers.chunks(BLOCK).position(|block| !all_finite(compute, block))?;
    let start = block * BLOCK;
    let at = start + numbers[start..].iter().position(|value| !value.is_finite())?;
    Some((at / X::LENGTH, at % X::LENGTH, numbers[at]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    #[test]
    fn the_first_fault_is_found_wherever_it_is() {
        assert_eq!(first_not_finite(&vec![[1e38_f32; 7]; 6000]), None);
        for at in [0, 15, 16, 1023, 16_383, 16_384, 32_790, 41_993, 41_999] {
            let mut samples = vec![[-1.5_f32; 7]; 6000];
            for (later, value) in [(0, f32::NEG_INFINITY), (1, f32::NAN)] {
                if let Some(place) = crate::memory::flat_mut(&mut samples).get_mut(at + later) {
                    *place = value;
                }
            }
            assert_eq!(first_not_finite(&samples), Some((at / 7, at % 7, f32::NEG_INFINITY)));
        }
    }

    #[test]
    fn a_split_takes_the_last_samples() {
        let (x, y): ([[f32; 1]; 10], [u8; 10]) = ([[0.0]; 10], core::array::from_fn(|i| i as u8));
        let weights = y.map(f32::from);
        let weights = Weights::of(Some(&weights));
        let samples = Samples { x: &x, y: &y, weights };
        let (train, valid) = samples.split(0.25).expect("divides");
        assert_eq!((train.y, valid.y), (&y[..7], &y[7..]));
        assert_eq!((train.weights, valid.weights), (weights.range(0..7), weights.range(7..10)));
        for fraction in [0.0, 1.0, -0.1, 1.5, 0.95, f64::NAN, f64::INFINITY] {
            let found = Samples { weights: Weights::NONE, ..samples }.split(fraction).err();
            let Some(TrainError::ValidationSplit { samples: 10, .. }) = found else {
                panic!("{fraction} was taken");
            };
        }
    }
}
