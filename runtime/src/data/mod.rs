//! Data to train on: typed datasets, their preparation, and the files they are read from.
//!
//! Turns samples and targets from memory, IDX or CSV files into [`Dataset`]s whose sample
//! shape is a type, so that the compiler compares it with the network's input.

mod dataset;
mod error;
#[cfg(feature = "datasets")]
mod gzip;
mod one_hot;
mod sample_weight;
mod scaler;
mod weights;

#[cfg(feature = "datasets")]
pub mod csv;
#[cfg(feature = "datasets")]
pub mod idx;

pub use dataset::Dataset;
pub use error::DataError;
pub use one_hot::{argmax, from_one_hot, one_hot, one_hot_rows};
pub use sample_weight::{SampleWeight, WeightFor};
pub use scaler::StandardScaler;
