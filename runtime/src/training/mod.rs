//! Fitting a network to data, and judging it.
//!
//! A [`Trainer`] takes a loss, an optimizer and settings; it gives each batch to the network's
//! own training step and keeps the books: shuffled order, losses, metrics, validation, history.
//! All memory is taken before the first step, none during one.

mod batches;
mod check;
mod error;
mod evaluate;
mod fit;
mod heads;
mod history;
mod measure;
mod memory;
mod objective;
mod pieces;
mod report;
mod resume;
mod step;
mod tally;
mod trainer;
mod update;
mod weights;

pub use error::{Part, TrainError};
pub use heads::{HeadLosses, HeadVisitor};
pub use history::{EpochRecord, History};
pub use measure::{Measure, MeasuredBy, Running};
pub use memory::FitMemory;
pub use objective::{HeadError, Objective, TrainedBy};
pub use report::Report;
pub use trainer::Trainer;
