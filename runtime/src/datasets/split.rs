//! A dataset that its makers have divided.

use crate::data::Dataset;

/// The training and the test part of a dataset, as its makers divided it.
#[derive(Clone, Debug, PartialEq)]
pub struct Split<X, Y> {
    /// To train on.
    pub train: Dataset<X, Y>,
    /// To judge the trained network by, once.
    pub test: Dataset<X, Y>,
}
