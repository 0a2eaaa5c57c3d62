//! `Dataset`: samples with their targets and weights.
//!
//! Pairs two vectors of equal length. In its parts, selections and permutations
//! every sample keeps its target, and its weight if it has one.

use super::DataError;
use crate::seed::{DATASET_STREAM, Seed};
use rand::RngExt;
use std::vec::Vec;

/// Samples and their targets, paired by position.
///
/// `X` is one sample of the network's input (`[f32; 8]`, `[[f32; 28]; 28]`), `Y` one target
/// (a class as `u8`, a value as `f32` or `[f32; 1]`, a one-hot `[f32; 10]`), `W` the weight of one
/// sample: see [`SampleWeight`](super::SampleWeight).
///
/// The fields are public, and may be changed in place. Functions that depend on their equal
/// length check it again, and return an error if it differs.
///
/// # Example
/// ```
/// use burdock::data::Dataset;
/// use burdock::seed::Seed;
///
/// let samples: Vec<[f32; 2]> = (0..8).map(|i| [i as f32, 1.0]).collect();
/// let parity: Vec<u8> = (0..8).map(|i| i % 2).collect();
/// let data = Dataset::new(samples, parity)?;
///
/// let (test, train) = data.split(0.25, Seed(42))?;
/// assert_eq!((test.len(), train.len()), (2, 6));
/// assert_eq!(test.y[0], test.x[0][0] as u8 % 2);
/// # Ok::<(), burdock::data::DataError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset<X, Y, W = f32> {
    /// The samples.
    pub x: Vec<X>,
    /// The target of each sample.
    pub y: Vec<Y>,
    /// The weight of each sample in the loss; if `None`, all count equally. They are set by
    /// [`with_weights`](Self::with_weights) or [`with_class_weights`](Self::with_class_weights).
    pub weights: Option<Vec<W>>,
}

/// A dataset without samples.
impl<X, Y> Default for Dataset<X, Y> {
    fn default() -> Self {
        Self { x: Vec::new(), y: Vec::new(), weights: None }
    }
}

impl<X, Y> Dataset<X, Y> {
    /// Pairs samples with their targets.
    ///
    /// # Errors
    /// [`DataError::LengthsDiffer`] unless there are as many samples as targets.
    pub fn new(x: Vec<X>, y: Vec<Y>) -> Result<Self, DataError> {
        let dataset = Self { x, y, weights: None };
        dataset.check()?;
        Ok(dataset)
    }
}

impl<X, Y, W> Dataset<X, Y, W> {
    /// The number of samples.
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there are no samples.
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// Checks that every sample has its target, and its weight if there are weights, since the
    /// fields are public.
    ///
    /// # Errors
    /// [`DataError::LengthsDiffer`] or [`DataError::WeightsDiffer`], with both lengths.
    pub fn check(&self) -> Result<(), DataError> {
        let samples = self.x.len();
        if samples != self.y.len() {
            return Err(DataError::LengthsDiffer { x: samples, y: self.y.len() });
        }
        match &self.weights {
            Some(weights) if weights.len() != samples => {
                Err(DataError::WeightsDiffer { samples, weights: weights.len() })
            }
            _ => Ok(()),
        }
    }

    /// The first `at` samples, and the rest, in their order.
    ///
    /// Only the smaller part is moved to new memory.
    ///
    /// # Errors
    /// [`DataError::SplitPastEnd`] if there are fewer than `at` samples.
    pub fn split_at(self, at: usize) -> Result<(Self, Self), DataError> {
        self.check()?;
        if at > self.len() {
            return Err(DataError::SplitPastEnd { at, samples: self.len() });
        }
        let (first_x, rest_x) = split_vec(self.x, at);
        let (first_y, rest_y) = split_vec(self.y, at);
        let (first_weights, rest_weights) = self.weights.map(|all| split_vec(all, at)).unzip();
        Ok((
            Self { x: first_x, y: first_y, weights: first_weights },
            Self { x: rest_x, y: rest_y, weights: rest_weights },
        ))
    }

    /// A random part of round(`fraction` · samples) samples, and the rest, both in random order.
    ///
    /// The same seed gives the same parts on every platform.
    ///
    /// # Errors
    /// [`DataError::Fraction`] unless 0 < `fraction` < 1, [`DataError::Empty`] without samples,
    /// [`DataError::EmptyPart`] if either part would have none.
    pub fn split(mut self, fraction: f64, seed: Seed) -> Result<(Self, Self), DataError> {
        if !(fraction > 0.0 && fraction < 1.0) {
            return Err(DataError::Fraction { fraction });
        }
        let samples = self.len();
        if samples == 0 {
            return Err(DataError::Empty);
        }
        let at = (fraction * samples as f64).round() as usize;
        if at == 0 || at == samples {
            return Err(DataError::EmptyPart { fraction, samples });
        }
        self.shuffle(seed)?;
        self.split_at(at)
    }

    /// Shuffles the samples, with their targets, in place.
    ///
    /// A Fisher-Yates shuffle. The same seed gives the same order on every platform.
    ///
    /// # Errors
    /// [`DataError::LengthsDiffer`] if the fields differ in length.
    pub fn shuffle(&mut self, seed: Seed) -> Result<(), DataError> {
        self.check()?;
        let mut generator = seed.generator(DATASET_STREAM);
        for last in (1..self.len()).rev() {
            let other = generator.random_range(0..=last as u64) as usize;
            self.x.swap(last, other);
            self.y.swap(last, other);
            if let Some(weights) = &mut self.weights {
                weights.swap(last, other);
            }
        }
        Ok(())
    }

    /// Copies of the samples at these indices, in the order of the list; an index may occur twice.
    ///
    /// # Errors
    /// [`DataError::IndexPastEnd`] for the first index that is out of range.
    pub fn select(&self, indices: &[usize]) -> Result<Self, DataError>
    where
        X: Clone,
        Y: Clone,
        W: Clone,
    {
        self.check()?;
        let samples = self.len();
        if let Some((position, &index)) = indices.iter().enumerate().find(|(_, i)| **i >= samples) {
            return Err(DataError::IndexPastEnd { position, index, samples });
        }
        Ok(Self {
            x: indices.iter().map(|&index| self.x[index].clone()).collect(),
            y: indices.iter().map(|&index| self.y[index].clone()).collect(),
            weights: self
                .weights
                .as_ref()
                .map(|weights| indices.iter().map(|&index| weights[index].clone()).collect()),
        })
    }

    /// The samples for which `keep` returns true, in their order.
    ///
    /// # Errors
    /// [`DataError::LengthsDiffer`] if the fields differ in length.
    pub fn filter(self, mut keep: impl FnMut(&X, &Y) -> bool) -> Result<Self, DataError> {
        self.check()?;
        let kept: Vec<bool> = self.x.iter().zip(&self.y).map(|(x, y)| keep(x, y)).collect();
        Ok(Self {
            x: only(&kept, self.x),
            y: only(&kept, self.y),
            weights: self.weights.map(|weights| only(&kept, weights)),
        })
    }

    /// The dataset with `map` applied to every sample.
    pub fn map_x<To>(self, map: impl FnMut(X) -> To) -> Dataset<To, Y, W> {
        let Self { x, y, weights } = self;
        Dataset { x: x.into_iter().map(map).collect(), y, weights }
    }

    /// The dataset with `map` applied to every target.
    pub fn map_y<To>(self, map: impl FnMut(Y) -> To) -> Dataset<X, To, W> {
        let Self { x, y, weights } = self;
        Dataset { x, y: y.into_iter().map(map).collect(), weights }
    }
}

/// The values that are marked as kept.
fn only<T>(kept: &[bool], values: Vec<T>) -> Vec<T> {
    let mut kept = kept.iter();
    values.into_iter().filter(|_| kept.next() == Some(&true)).collect()
}

/// Splits a vector without moving the larger part.
fn split_vec<T>(mut values: Vec<T>, at: usize) -> (Vec<T>, Vec<T>) {
    if at <= values.len() / 2 {
        let first = values.drain(..at).collect();
        (first, values)
    } else {
        let rest = values.split_off(at);
        (values, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    fn numbered(samples: usize) -> Dataset<[f32; 2], usize> {
        Dataset::new((0..samples).map(|i| [i as f32, -1.0]).collect(), (0..samples).collect())
            .expect("equal lengths")
    }

    fn paired(data: &Dataset<[f32; 2], usize>) -> bool {
        data.x.iter().zip(&data.y).all(|(x, &y)| *x == [y as f32, -1.0])
    }

    #[test]
    fn lengths_are_compared_wherever_they_matter() {
        let error = DataError::LengthsDiffer { x: 3, y: 2 };
        assert_eq!(Dataset::new(vec![1.0, 2.0, 3.0], vec![0_u8, 1]), Err(error));
        let mut broken = numbered(3);
        broken.y.pop();
        assert_eq!(broken.shuffle(Seed(1)), Err(error));
        assert_eq!(broken.select(&[0]), Err(error));
        assert_eq!(broken.clone().split(0.5, Seed(1)), Err(error));
        assert_eq!(broken.clone().split_at(1), Err(error));
        assert_eq!(broken.filter(|_, _| true), Err(error));
    }

    #[test]
    fn split_at_keeps_order_on_both_sides_of_the_middle() {
        for at in 0..=7 {
            let (first, rest) = numbered(7).split_at(at).expect("inside");
            assert_eq!(first.y, (0..at).collect::<Vec<_>>());
            assert_eq!(rest.y, (at..7).collect::<Vec<_>>());
            assert!(paired(&first) && paired(&rest));
        }
        assert_eq!(numbered(7).split_at(8), Err(DataError::SplitPastEnd { at: 8, samples: 7 }));
    }

    #[test]
    fn shuffle_permutes_pairs_and_follows_the_seed() {
        let shuffled = |seed| {
            let mut data = numbered(100);
            data.shuffle(Seed(seed)).expect("paired");
            data
        };
        let data = shuffled(1);
        assert!(paired(&data));
        assert_ne!(data.y, numbered(100).y);
        assert_eq!(data, shuffled(1));
        assert_ne!(data, shuffled(2));
        let mut sorted = data.y;
        sorted.sort_unstable();
        assert_eq!(sorted, numbered(100).y);
    }

    // Each of the 24 orders of 4 samples has a frequency within five deviations of 1/24.
    #[test]
    fn shuffle_is_fair() {
        let mut counts = std::collections::BTreeMap::new();
        for seed in 0..24_000 {
            let mut data = numbered(4);
            data.shuffle(Seed(seed)).expect("paired");
            *counts.entry(data.y).or_insert(0_i32) += 1;
        }
        assert_eq!(counts.len(), 24);
        assert!(counts.values().all(|count| (count - 1000).abs() < 155), "{counts:?}");
    }

    #[test]
    fn split_takes_the_fraction() {
        let (first, rest) = numbered(20_640).split(0.75, Seed(3)).expect("splits");
        assert_eq!((first.len(), rest.len()), (15_480, 5_160));
        assert!(paired(&first) && paired(&rest));
        for fraction in [0.0, 1.0, -0.5, 1.5, f64::INFINITY] {
            assert_eq!(numbered(4).split(fraction, Seed(3)), Err(DataError::Fraction { fraction }));
        }
        let Err(DataError::Fraction { fraction }) = numbered(4).split(f64::NAN, Seed(3)) else {
            panic!("NaN is no fraction");
        };
        assert!(fraction.is_nan());
        assert_eq!(numbered(0).split(0.5, Seed(3)), Err(DataError::Empty));
        let error = DataError::EmptyPart { fraction: 0.1, samples: 4 };
        assert_eq!(numbered(4).split(0.1, Seed(3)), Err(error));
    }

    #[test]
    fn select_filter_and_map() {
        let data = numbered(5);
        assert_eq!(data.select(&[4, 0, 4]).expect("inside").y, [4, 0, 4]);
        let error = DataError::IndexPastEnd { position: 1, index: 5, samples: 5 };
        assert_eq!(data.select(&[4, 5]), Err(error));
        let even = data.filter(|_, y| y % 2 == 0).expect("paired");
        assert!(paired(&even));
        let mapped = even.map_y(|y| y as f32).map_x(|[first, _]| first);
        assert_eq!((&mapped.x, &mapped.y), (&vec![0.0, 2.0, 4.0], &vec![0.0, 2.0, 4.0]));
    }
}
