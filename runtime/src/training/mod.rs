//! Trains networks on data, and evaluates them.
//!
//! A [`Trainer`] has a loss, an optimizer and settings. It passes each batch to the network's own
//! training step, and handles shuffling, losses, metrics, validation and history.
//! All memory is allocated before the first step, none during one.
//!
//! What training minimises is an [`Objective`]: the loss of the only output, or, for a network with
//! several, a struct with a loss for each of them, which `network!` emits with the network:
//!
//! ```text
//! let losses = WideAndDeepLosses {
//!     main: MeanSquaredError.weighted(0.9),
//!     aux: MeanSquaredError.weighted(0.1),
//! };
//! let mut trainer = Trainer::new(losses, Sgd::new(1e-3))
//!     .metric(WideAndDeepMetric::main(MeanAbsoluteError));
//! // loss: 0.4672 - main_loss: 0.4181 - aux_loss: 0.9091 - main_mean_absolute_error: 0.4702
//! ```
//!
//! Sample weights are a property of the data, for all outputs or for each:
//! [`Dataset::with_weights`](crate::data::Dataset::with_weights).

mod batches;
mod check;
mod error;
mod evaluate;
mod finite;
mod fit;
mod gradients;
mod heads;
mod history;
mod identity;
mod last_good;
mod measure;
mod measure_by_weight;
mod memory;
mod objective;
mod pieces;
mod report;
mod resume;
mod serial;
mod step;
mod tally;
mod trainer;
mod update;
mod weights;

pub use error::{CallbackFault, Part, TrainError};
pub use finite::NonFinite;
pub use heads::{HeadLosses, HeadVisitor};
pub use history::{EpochRecord, History};
pub use last_good::Restored;
pub use measure::{Measure, MeasuredBy, Running};
pub use measure_by_weight::MeasureByWeight;
pub use memory::FitMemory;
pub use objective::{HeadError, Objective, TrainedBy};
pub(crate) use report::Number;
pub use report::Report;
pub use trainer::Trainer;
pub use weights::Weights;
