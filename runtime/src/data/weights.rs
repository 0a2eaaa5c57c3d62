//! Sets the weights of samples.
//!
//! Input: a weight for each sample, or for each class of labels. Output: the dataset with weights,
//! which stay with their samples in splits, selections and permutations.

use super::{DataError, Dataset, SampleWeight};
use crate::memory::flat;
use std::vec;
use std::vec::Vec;

impl<X, Y, W> Dataset<X, Y, W> {
    /// The dataset with these weights, one for each sample, in place of any earlier ones.
    ///
    /// A sample's loss and its gradient are multiplied by its weight. For a network with several
    /// outputs a weight is an `f32` for all of their losses, or the struct that is emitted with the
    /// network, which has a weight for each: see [`SampleWeight`]. The mean is still taken over
    /// the number of samples, as in Keras 3: weights of 2 double the loss and its gradient.
    /// Weights of the validation data are used in `val_loss`, those of the training data are not.
    ///
    /// [`metric`](crate::training::Trainer::metric)s count every sample equally,
    /// [`weighted_metric`](crate::training::Trainer::weighted_metric)s by its weight, as with
    /// Keras' `metrics` and `weighted_metrics`.
    ///
    /// # Errors
    /// [`DataError::WeightsDiffer`] unless there are as many weights as samples,
    /// [`DataError::Weight`] for the first that is negative, infinite or NaN.
    ///
    /// # Example
    /// ```
    /// use burdock::data::Dataset;
    /// use burdock::seed::Seed;
    ///
    /// let data = Dataset::new(vec![[0.5], [1.5], [2.5], [3.5]], vec![0.0, 1.0, 2.0, 3.0])?;
    /// let data = data.with_weights(vec![1.0, 1.0, 1.0, 10.0])?;
    /// let (first, rest) = data.split(0.5, Seed(3))?;
    /// for part in [first, rest] {
    ///     let weights = part.weights.expect("they stay with their samples");
    ///     assert!(part.y.iter().zip(weights).all(|(y, weight)| (*y == 3.0) == (weight == 10.0)));
    /// }
    /// # Ok::<(), burdock::data::DataError>(())
    /// ```
    pub fn with_weights<V: SampleWeight>(
        self,
        weights: Vec<V>,
    ) -> Result<Dataset<X, Y, V>, DataError> {
        let dataset = Dataset { x: self.x, y: self.y, weights: Some(weights) };
        dataset.check()?;
        dataset.check_weights()?;
        Ok(dataset)
    }

    /// The dataset with the weight that `weigh` returns for each sample and its target, in place
    /// of any earlier ones.
    ///
    /// # Errors
    /// As [`with_weights`](Self::with_weights).
    ///
    /// # Example
    /// ```
    /// use burdock::data::Dataset;
    ///
    /// let prices = Dataset::new(vec![[0.1], [0.2], [0.3]], vec![1.5, 5.0, 2.5])?;
    /// let prices = prices.with_weights_by(|_, price| if *price < 5.0 { 1.0 } else { 0.5 })?;
    /// assert_eq!(prices.weights.as_deref(), Some(&[1.0, 0.5, 1.0][..]));
    /// # Ok::<(), burdock::data::DataError>(())
    /// ```
    pub fn with_weights_by<V: SampleWeight>(
        self,
        mut weigh: impl FnMut(&X, &Y) -> V,
    ) -> Result<Dataset<X, Y, V>, DataError> {
        self.check()?;
        let weights = self.x.iter().zip(&self.y).map(|(x, y)| weigh(x, y)).collect();
        self.with_weights(weights)
    }
}

impl<X, Y, W: SampleWeight> Dataset<X, Y, W> {
    /// Checks that every weight is finite and not below 0.
    pub(crate) fn check_weights(&self) -> Result<(), DataError> {
        let Some(weights) = &self.weights else { return Ok(()) };
        for (index, &value) in flat(weights).iter().enumerate() {
            let output = W::OUTPUTS.get(index % W::LENGTH).copied();
            check_weight(output, index / W::LENGTH, value)?;
        }
        Ok(())
    }
}

impl<X, Y> Dataset<X, Y> {
    /// The dataset with a weight for each class, which all samples of that class get. Classes
    /// that are not in the list have weight 1.
    ///
    /// It is Keras' `class_weight`, but a property of the data: validation data have their own
    /// class weights, or none. Weights that the samples have already are multiplied. For the
    /// labels of one of several outputs there is [`with_weights_by`](Self::with_weights_by).
    ///
    /// # Errors
    /// [`DataError::UnknownClass`] for a class that no sample has,
    /// [`DataError::ClassTwice`] for one that occurs twice, [`DataError::Weight`] for a weight
    /// that is negative, infinite or NaN, [`DataError::Empty`] without samples.
    ///
    /// # Example
    /// ```
    /// use burdock::data::Dataset;
    ///
    /// let rare = Dataset::new(vec![[0.1], [0.2], [0.3], [0.9]], vec![false, false, false, true])?;
    /// let rare = rare.with_class_weights(&[(1, 3.0)])?; // false is class 0, true is class 1
    /// assert_eq!(rare.weights.as_deref(), Some(&[1.0, 1.0, 1.0, 3.0][..]));
    /// let fault = rare.with_class_weights(&[(0, 0.5), (2, 3.0)]).unwrap_err();
    /// let text = "class 2 (at position 1 of the list) has a weight but not a single sample; \
    ///             the classes of the samples go from 0 to 1";
    /// assert_eq!(fault.to_string(), text);
    /// # Ok::<(), burdock::data::DataError>(())
    /// ```
    pub fn with_class_weights(self, classes: &[(usize, f32)]) -> Result<Self, DataError>
    where
        Y: Copy + Into<usize>,
    {
        self.check()?;
        let labels = || self.y.iter().map(|&label| label.into());
        let largest = labels().max().ok_or(DataError::Empty)?;
        for (position, &(class, value)) in classes.iter().enumerate() {
            check_weight(None, position, value)?;
            if classes[..position].iter().any(|(before, _)| *before == class) {
                return Err(DataError::ClassTwice { position, class });
            }
            if labels().all(|label| label != class) {
                return Err(DataError::UnknownClass { position, class, largest });
            }
        }
        let of_class = |label| classes.iter().find(|(class, _)| *class == label);
        let mut weights = self.weights.clone().unwrap_or_else(|| vec![1.0; self.len()]);
        for (weight, label) in weights.iter_mut().zip(labels()) {
            *weight *= of_class(label).map_or(1.0, |(_, value)| *value);
        }
        self.with_weights(weights)
    }
}

fn check_weight(
    output: Option<&'static str>,
    position: usize,
    value: f32,
) -> Result<(), DataError> {
    if value >= 0.0 && value.is_finite() {
        Ok(())
    } else {
        Err(DataError::Weight { output, position, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;
    use proptest::prelude::*;

    fn numbered(samples: usize) -> Dataset<[f32; 1], u8> {
        let x = (0..samples).map(|i| [i as f32]).collect();
        Dataset::new(x, (0..samples).map(|i| (i % 3) as u8).collect()).expect("equal lengths")
    }

    fn weighted(samples: usize) -> Dataset<[f32; 1], u8> {
        let weights = (0..samples).map(|i| i as f32 + 0.5).collect();
        numbered(samples).with_weights(weights).expect("fits")
    }

    fn paired<X: Copy + Into<[f32; 1]>, Y>(data: &Dataset<X, Y>) -> bool {
        let weights = data.weights.as_deref().expect("has weights");
        weights.len() == data.len()
            && data.x.iter().zip(weights).all(|(&x, weight)| x.into()[0] + 0.5 == *weight)
    }

    proptest! {
        #[test]
        fn weights_stay_with_their_samples(
            samples in 2_usize..40, seed: u64, at in 0.0..1.0_f64, modulus in 1_u8..4,
        ) {
            let at = (at * samples as f64) as usize;
            let (first, rest) = weighted(samples).split_at(at).expect("inside");
            prop_assert!(paired(&first) && paired(&rest));
            let (first, rest) = weighted(samples).split(0.5, Seed(seed)).expect("divides");
            prop_assert!(paired(&first) && paired(&rest));
            let mut shuffled = weighted(samples);
            shuffled.shuffle(Seed(seed)).expect("paired");
            prop_assert!(paired(&shuffled));
            let mut without = numbered(samples);
            without.shuffle(Seed(seed)).expect("paired");
            prop_assert_eq!(&without.x, &shuffled.x);
            prop_assert!(paired(&shuffled.select(&[at, 0, at]).expect("inside")));
            let kept = shuffled.filter(|_, y| y % modulus == 0).expect("paired");
            prop_assert!(paired(&kept));
            prop_assert!(paired(&kept.map_y(usize::from).map_x(|x| x)));
        }
    }

    #[test]
    fn weights_must_be_as_many_and_make_sense() {
        let error = DataError::WeightsDiffer { samples: 3, weights: 2 };
        assert_eq!(numbered(3).with_weights(vec![1.0; 2]), Err(error));
        for value in [-1.0, f32::INFINITY, f32::NEG_INFINITY] {
            let error = DataError::Weight { output: None, position: 1, value };
            assert_eq!(numbered(3).with_weights(vec![0.0, value, -2.0]), Err(error));
        }
        assert!(numbered(1).with_weights(vec![f32::NAN]).is_err());
        let mut broken = weighted(3);
        broken.weights.as_mut().expect("has weights").pop();
        assert_eq!(broken.check(), Err(error));
        assert_eq!(broken.shuffle(Seed(1)), Err(error));
        assert_eq!(broken.clone().split_at(1), Err(error));
        assert_eq!(broken.filter(|_, _| true), Err(error));
    }

    #[test]
    fn classes_have_weights() {
        let data = numbered(5).with_class_weights(&[(2, 0.0), (0, 4.0)]).expect("classes");
        assert_eq!(data.weights, Some(vec![4.0, 1.0, 0.0, 4.0, 1.0]));
        let data = weighted(3).with_class_weights(&[(1, 2.0)]).expect("a class");
        assert_eq!(data.weights, Some(vec![0.5, 3.0, 2.5]));
        let found = |classes| numbered(5).with_class_weights(classes);
        let error = DataError::UnknownClass { position: 1, class: 3, largest: 2 };
        assert_eq!(found(&[(0, 1.0), (3, 1.0)]), Err(error));
        let error = DataError::ClassTwice { position: 1, class: 0 };
        assert_eq!(found(&[(0, 1.0), (0, 1.0)]), Err(error));
        let error = DataError::Weight { output: None, position: 0, value: -1.0 };
        assert_eq!(found(&[(0, -1.0)]), Err(error));
        assert_eq!(numbered(0).with_class_weights(&[]), Err(DataError::Empty));
    }
}
