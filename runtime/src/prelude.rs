//! The imports that most programs need: `use burdock::prelude::*;`.

pub use crate::compute::{Compute, InstructionSet};
pub use crate::inspect::Inspect;
pub use crate::network;
pub use crate::network::{Network, Trainable};
pub use crate::predict::Predict;
pub use crate::seed::Seed;
pub use crate::summary::Summary;

#[cfg(feature = "std")]
pub use crate::{
    callbacks::{Callback, Context, Progress},
    data::Dataset,
    io::Persist,
    losses::{
        BinaryCrossentropy, CategoricalCrossentropy, Huber, MeanAbsoluteError, MeanSquaredError,
        PerceptronRule, SparseCategoricalCrossentropy, Weigh,
    },
    metrics::Accuracy,
    optimizers::{Adam, Nadam, Sgd},
    training::{History, Report, TrainError, Trainer},
};
