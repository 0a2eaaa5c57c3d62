//! A dataset with the split of its publishers.

use crate::data::Dataset;

/// The training and the test part of a dataset, as published.
#[derive(Clone, Debug, PartialEq)]
pub struct Split<X, Y> {
    /// The part to train on.
    pub train: Dataset<X, Y>,
    /// The part to evaluate the trained network on.
    pub test: Dataset<X, Y>,
}
