//! `Trainer`: a loss, an optimizer and settings, configured step by step.

use super::check::Samples;
use super::identity::Known;
use super::measure::Watched;
use super::{History, Measure, MeasureByWeight, Objective, Part, TrainError};
use crate::callbacks::{Callback, Context, OnEpochEnd, Progress, Verdict};
use crate::compute::Compute;
use crate::data::{Dataset, WeightFor};
use crate::network::Network;
use crate::optimizers::{Optimizer, OptimizerState};
use crate::seed::Seed;
use core::fmt;
use core::num::NonZeroUsize;
use std::boxed::Box;
use std::vec::Vec;

/// Fits networks `N` to targets `Y`.
///
/// The type of the network is inferred from [`fit`](Trainer::fit), so it need not be written.
/// A trainer keeps the optimizer's state, the number of epochs and their history: fitting again
/// continues training, with the same model. [`reset`](Trainer::reset) starts afresh with another.
///
/// # Defaults
/// Batches of 32, shuffled in every epoch from `Seed(0)`, no validation, no metrics, no
/// output, one thread.
pub struct Trainer<'a, N: Network, Y> {
    pub(super) objective: Box<dyn Objective<N, Y> + 'a>,
    pub(super) optimizer: Box<dyn Optimizer + 'a>,
    pub(super) metrics: Vec<Watched<'a, N, Y>>,
    pub(super) callbacks: Vec<Box<dyn Callback<N> + 'a>>,
    pub(super) validation: Validation<'a, N::Input, Y>,
    pub(super) batch_size: usize,
    pub(super) seed: Seed,
    pub(super) shuffled: bool,
    pub(super) compute: Compute,
    pub(super) threads: usize,
    pub(super) state: OptimizerState,
    /// How many epochs have been completed, of which the history has the records.
    pub(super) epochs: usize,
    pub(super) history: History,
    /// The fingerprint of the model that has been trained, as it was left.
    pub(super) model: Option<Known>,
    /// The rate to which a reset goes back.
    pub(super) initial_learning_rate: f32,
}

/// The source of the validation data.
pub(super) enum Validation<'a, X, Y> {
    None,
    /// Checked when it is set; an error is reported by the fit.
    Set(Result<Samples<'a, X, Y>, TrainError>),
    Split(f64),
}

impl<'a, N: Network, Y: 'static> Trainer<'a, N, Y> {
    /// A trainer that minimises `loss` with `optimizer`.
    ///
    /// The compiler checks that the loss fits the network's output and the targets.
    pub fn new(loss: impl Objective<N, Y> + 'a, optimizer: impl Optimizer + 'a) -> Self {
        let state = OptimizerState::new(&optimizer, N::PARAMETER_COUNT);
        let initial_learning_rate = optimizer.learning_rate();
        Self {
            objective: Box::new(loss),
            optimizer: Box::new(optimizer),
            metrics: Vec::new(),
            callbacks: Vec::new(),
            validation: Validation::None,
            batch_size: 32,
            seed: Seed::default(),
            shuffled: true,
            compute: Compute::detect(),
            threads: 1,
            state,
            epochs: 0,
            history: History::default(),
            model: None,
            initial_learning_rate,
        }
    }

    /// Adds a metric, on the training data and on the validation data.
    ///
    /// A network with several outputs takes metrics of one of them, such as
    /// `WideAndDeepMetric::main(MeanAbsoluteError)`.
    pub fn metric(mut self, metric: impl Measure<N, Y> + 'a) -> Self {
        self.metrics.push(Watched::Evenly(Box::new(metric)));
        self
    }

    /// Adds a metric in which each sample counts by its weight: Keras'
    /// `weighted_metrics`.
    ///
    /// Without weights it is the plain metric. If all weights are 0, it is 0.
    ///
    /// ```text
    /// Σ weight · metric of the sample / Σ weight
    /// ```
    ///
    /// # Example
    /// ```
    /// use burdock::prelude::*;
    ///
    /// network! {
    ///     struct Zero(x: [1]) -> (y: [1]) {
    ///         y = x -> dense(1, init = zeros);
    ///     }
    /// }
    ///
    /// let data = Dataset::new(vec![[0.5]; 2], vec![1.0, 4.0])?.with_weights(vec![3.0, 1.0])?;
    /// let trainer = Trainer::new(MeanSquaredError, Sgd::default())
    ///     .metric(MeanAbsoluteError)
    ///     .weighted_metric(MeanAbsoluteError);
    /// let report = trainer.evaluate(&Zero::new(Seed(1)), &data)?;
    /// assert_eq!(report.get("mean_absolute_error"), Some((1.0 + 4.0) / 2.0));
    /// let weighted = report.get("weighted_mean_absolute_error");
    /// assert_eq!(weighted, Some((3.0 * 1.0 + 1.0 * 4.0) / (3.0 + 1.0)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn weighted_metric(mut self, metric: impl MeasureByWeight<N, Y> + 'a) -> Self {
        self.metrics.push(Watched::ByWeight(Box::new(metric)));
        self
    }

    /// How many samples a step has; the last step of an epoch has the remaining ones.
    pub fn batch_size(mut self, samples: usize) -> Self {
        self.batch_size = samples;
        self
    }

    /// Evaluates on these data after every epoch; their loss and metrics have `val_` names.
    pub fn validation<W: WeightFor<N>>(mut self, data: &'a Dataset<N::Input, Y, W>) -> Self {
        self.validation = Validation::Set(Samples::of(data, Part::Validation));
        self
    }

    /// Uses this fraction of the training data for validation: the last samples, before any
    /// shuffling.
    pub fn validation_split(mut self, fraction: f64) -> Self {
        self.validation = Validation::Split(fraction);
        self
    }

    /// The seed of the shuffling.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// Whether every epoch shuffles the samples.
    pub fn shuffle(mut self, shuffled: bool) -> Self {
        self.shuffled = shuffled;
        self
    }

    /// Selects the instruction set and the number of threads; the default is the best set.
    pub fn compute(mut self, compute: Compute) -> Self {
        self.threads = compute.thread_count();
        self.compute = compute;
        self
    }

    /// Distributes work that is large enough over so many threads. The results are the same.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        if let Some(threads) = NonZeroUsize::new(threads) {
            self.compute = self.compute.threads(threads);
        }
        self
    }

    /// Adds a callback.
    pub fn callback(mut self, callback: impl Callback<N> + 'a) -> Self {
        self.callbacks.push(Box::new(callback));
        self
    }

    /// Calls a closure after every epoch. It may return a
    /// [`ControlFlow`](core::ops::ControlFlow) to stop the fit, or `()`.
    ///
    /// To use the model in the closure, write its type: `|context: &mut Context<'_, Net>| ..`.
    pub fn on_epoch_end<R: Verdict>(
        self,
        closure: impl FnMut(&mut Context<'_, N>) -> R + 'a,
    ) -> Self
    where
        N: 'a,
    {
        self.callback(OnEpochEnd::new(closure))
    }

    /// Shows each epoch: a bar with the loss and the metrics so far in a terminal, a line for
    /// each epoch elsewhere. See [`Progress`].
    ///
    /// It is called before the other callbacks, so that what they print after an epoch comes
    /// after its line.
    pub fn progress(self) -> Self {
        self.shown_by(Progress::new())
    }

    /// Calls a progress before the other callbacks.
    pub(crate) fn shown_by(mut self, progress: Progress) -> Self {
        self.callbacks.insert(0, Box::new(progress));
        self
    }

    /// The learning rate of the next step.
    pub fn learning_rate(&self) -> f32 {
        self.optimizer.learning_rate()
    }

    /// Changes the rate from the next step on, and that to which [`reset`](Trainer::reset) goes
    /// back.
    pub fn set_learning_rate(&mut self, learning_rate: f32) {
        self.optimizer.set_learning_rate(learning_rate);
        self.initial_learning_rate = learning_rate;
    }

    /// How many epochs have been completed, over all fits, including those before a loaded state.
    pub fn epochs(&self) -> usize {
        self.epochs
    }

    /// The records of all epochs so far, over all fits, also those before a loaded state. Their
    /// losses are finite; after a fit that ended in an error there are only those up to the epoch
    /// to which the model was restored.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The optimizer's state.
    pub fn optimizer_state(&self) -> &OptimizerState {
        &self.state
    }
}

impl<N: Network, Y: 'static> fmt::Debug for Trainer<'_, N, Y> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trainer")
            .field("network", &N::NAME)
            .field("optimizer", &(*self.optimizer).name())
            .field("batch_size", &self.batch_size)
            .field("epochs", &self.epochs())
            .finish_non_exhaustive()
    }
}
