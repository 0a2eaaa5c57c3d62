//! `Trainer::fit`: the loop over epochs and steps.

use super::batches::{Batch, Batches};
use super::check::Samples;
use super::error::{CallbackFault, Fault};
use super::evaluate::Evaluation;
use super::finite::{check_parameters, check_state};
use super::gradients::GradientSizes;
use super::identity::Known;
use super::last_good::LastGood;
use super::measure::start_all;
use super::step::StepMemory;
use super::tally::Tally;
use super::{EpochRecord, History, NonFinite, Part, Report, Restored, TrainError, Trainer};
use crate::callbacks::{Callback, Context, Hook, call_all};
use crate::compute::Compute;
use crate::data::{Dataset, WeightFor};
use crate::model::ModelMut;
use crate::network::{Network, Trainable};
use crate::optimizers::Optimizer;
use core::ops::ControlFlow;
use std::boxed::Box;
use std::vec::Vec;

impl<'a, N: Network, Y: 'static> Trainer<'a, N, Y> {
    /// Trains for the given number of epochs, and returns their records.
    ///
    /// A second call continues where the first one ended: epochs are counted on, the optimizer
    /// keeps its state, [`history`](Trainer::history) has the records of both. So it must be
    /// called with the model as the first call left it. To train another model, call
    /// [`reset`](Trainer::reset); to continue with a model that was changed on purpose, call
    /// [`continue_with`](Trainer::continue_with).
    ///
    /// When it returns `Ok`, all parameters are finite, and so are the optimizer's state and
    /// every loss in the history: those of training and of validation, of each output. Metrics may
    /// have any value that their formulas give.
    ///
    /// Weights of samples, and of the losses of several heads, work as in Keras: see
    /// [`Dataset::with_weights`] and [`Weighted`](crate::losses::Weighted).
    ///
    /// # Errors
    /// Before the first step, with the model unchanged: data that are empty, unpaired or not
    /// finite, targets that the loss cannot take, invalid settings, a model that is not
    /// finite, another model than before ([`TrainError::ModelDiffers`]).
    ///
    /// Later: [`TrainError::Diverged`] if a loss, a parameter or the optimizer's state has
    /// become infinite or NaN, [`TrainError::Callback`] if a callback made the model or
    /// the learning rate invalid. Then the model and the trainer (the optimizer's state and
    /// learning rate, epochs and history) are restored as they were after the last epoch that was
    /// copied, or before the fit; the error says which. A copy is made after an epoch once 256
    /// steps have been taken since the last copy. So training can continue, perhaps with a lower
    /// [rate](Trainer::set_learning_rate). Callbacks keep their state, and their
    /// [`on_train_end`](crate::callbacks::Callback::on_train_end) is not called.
    ///
    /// # Example
    /// ```
    /// use burdock::prelude::*;
    ///
    /// network! {
    ///     struct Line(x: [1]) -> (y: [1]) {
    ///         y = x -> dense(1);
    ///     }
    /// }
    ///
    /// let data = Dataset::new(vec![[1.0], [2.0], [3.0]], vec![3.0, 5.0, 7.0])?;
    /// let mut model = Line::new(Seed(1));
    /// let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(10.0));
    /// while let Err(TrainError::Diverged { .. }) = trainer.fit(&mut model, &data, 200) {
    ///     trainer.set_learning_rate(0.1 * trainer.learning_rate());
    /// }
    /// assert!(trainer.learning_rate() < 0.2);
    /// assert!((model.predict(&[10.0])[0] - 21.0).abs() < 0.1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fit<M: ModelMut<Network = N>, W: WeightFor<N>>(
        &mut self,
        model: &mut M,
        data: &Dataset<N::Input, Y, W>,
        epochs: usize,
    ) -> Result<History, TrainError>
    where
        N: Trainable,
        Y: Clone,
    {
        let (before, recorded) = (self.epochs, self.history.epochs.len());
        let (training, validation) = self.checked(Samples::of(data, Part::Training)?, epochs)?;
        self.check_model(model.network())?;
        let mut names: Vec<_> = self.names("").collect();
        if validation.is_some() {
            names.extend(self.names("val_"));
        }
        let gradients = GradientSizes::of::<N>(&*self.optimizer, self.compute.thread_count());
        let batches = Batches::new(training, self.batch_size, self.shuffled);
        let network = model.network_mut();
        check_parameters(network, &self.compute)?;
        let mut run = Run {
            last_good: LastGood::new(network, self),
            network,
            memory: StepMemory::new(batches.size(), gradients),
            batches,
            evaluation: validation
                .map(|samples| Evaluation::new(samples, Part::Validation, &*self.objective)),
            tally: Tally::new(&*self.objective),
            report: Report::new(names.into()),
            begun: before.saturating_add(1),
            epoch: before,
            epochs: before.saturating_add(epochs),
            step: 0,
        };
        // What a panic in a callback leaves behind is not to be gone on with.
        let known = self.model;
        self.remember(run.network);
        let result = self.run(&mut run);
        if let Err(fault) = result {
            return Err(self.take_back(&mut run, fault, known));
        }
        self.remember(run.network);
        Ok(History { epochs: self.history.epochs[recorded..].to_vec() })
    }

    /// Runs all epochs, unless a callback stops them.
    fn run(&mut self, run: &mut Run<'_, '_, N, Y>) -> Result<(), Fault>
    where
        N: Trainable,
        Y: Clone,
    {
        let Self { callbacks, optimizer, compute, .. } = self;
        let mut flow = run.call(callbacks, &mut **optimizer, compute, Hook::TrainBegin)?;
        while flow.is_continue() && run.epoch < run.epochs {
            flow = self.epoch(run)?;
            run.last_good.renew(run.network, self);
        }
        let Self { callbacks, optimizer, compute, .. } = self;
        // The fit is over, so a request to stop has no effect.
        let _ = run.call(callbacks, &mut **optimizer, compute, Hook::TrainEnd)?;
        Ok(())
    }

    /// Takes model and trainer back to the last sound state, and tells the callbacks; `known` is
    /// the model that the trainer went on with before the fit.
    fn take_back(
        &mut self,
        run: &mut Run<'_, '_, N, Y>,
        fault: Fault,
        known: Option<Known>,
    ) -> TrainError
    where
        Y: Clone,
    {
        let restored = run.last_good.restore(run.network, self);
        let goes_on = restored != Restored::BeforeFit || known.is_some();
        self.model = known;
        if restored != Restored::BeforeFit {
            self.remember(run.network);
        }
        let error = fault.at(run.epoch.max(run.begun), run.step, restored);
        let Self { callbacks, optimizer, compute, .. } = self;
        // There is nothing left that could be stopped, and the error is the first one.
        if run.call(callbacks, &mut **optimizer, compute, Hook::Error(&error)).is_err() {
            run.last_good.restore(run.network, self);
        }
        // A callback may have changed the model, to one that was better.
        if goes_on {
            self.remember(run.network);
        }
        error
    }

    /// Runs one epoch with its validation and its record.
    fn epoch(&mut self, run: &mut Run<'_, '_, N, Y>) -> Result<ControlFlow<()>, Fault>
    where
        N: Trainable,
        Y: Clone,
    {
        let Self { callbacks, optimizer, objective, metrics, compute, state, .. } = self;
        run.report.clear();
        run.step = 0;
        run.epoch += 1;
        if run.call(callbacks, &mut **optimizer, compute, Hook::EpochBegin)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        run.batches.begin(self.seed, run.epoch);
        let mut running = start_all(metrics);
        run.tally.clear();
        let mut flow = ControlFlow::Continue(());
        while flow.is_continue() && run.step < run.batches.count() {
            let batch = run.batches.batch(compute, run.step);
            let Batch { inputs, targets, weights } = batch;
            let samples = inputs.len();
            let mut step = run.memory.of(batch);
            if !step.take(run.network, compute, &**objective, &mut **optimizer, state) {
                return Err(Fault::Loss(NonFinite::of_losses::<N>(step.losses(), samples)));
            }
            run.step += 1;
            run.tally.add_batch(step.losses(), samples);
            run.report.clear();
            run.tally.report(&mut run.report);
            for metric in &mut running {
                metric.update(step.outputs(), targets, weights);
                run.report.push(metric.result());
            }
            flow = run.call(callbacks, &mut **optimizer, compute, Hook::BatchEnd)?;
        }
        check_parameters(run.network, compute)?;
        check_state::<N>(state, &**optimizer, compute)?;
        if let Some(evaluation) = &mut run.evaluation {
            evaluation.run(run.network, compute, &**objective, metrics, &mut run.report)?;
        }
        let record = EpochRecord { epoch: run.epoch, report: run.report.clone() };
        self.history.epochs.push(record);
        self.epochs += 1;
        let end = run.call(callbacks, &mut **optimizer, compute, Hook::EpochEnd)?;
        Ok(if end.is_break() { end } else { flow })
    }
}

/// The state of a running fit, apart from the trainer.
struct Run<'r, 'd, N: Network, Y> {
    network: &'r mut N,
    last_good: LastGood,
    memory: StepMemory<N>,
    batches: Batches<'d, N::Input, Y>,
    evaluation: Option<Evaluation<'d, N, Y>>,
    tally: Tally,
    report: Report,
    /// The first epoch of the fit.
    begun: usize,
    epoch: usize,
    epochs: usize,
    step: usize,
}

impl<N: Network, Y: Clone> Run<'_, '_, N, Y> {
    /// Calls every callback, and checks what they may have changed: the learning rate before
    /// every step, the model whenever the fit may end.
    fn call(
        &mut self,
        callbacks: &mut [Box<dyn Callback<N> + '_>],
        optimizer: &mut dyn Optimizer,
        compute: &Compute,
        hook: Hook<'_>,
    ) -> Result<ControlFlow<()>, Fault> {
        let mut context = Context {
            epoch: self.epoch,
            epochs: self.epochs,
            step: self.step,
            steps: self.batches.count(),
            report: &self.report,
            model: self.network,
            optimizer,
        };
        let flow = call_all(callbacks, hook, &mut context);
        if callbacks.is_empty() {
            return Ok(flow);
        }
        optimizer.check().map_err(|error| Fault::Callback(CallbackFault::Optimizer(error)))?;
        if !matches!(hook, Hook::BatchEnd) {
            let checked = check_parameters(self.network, compute);
            checked.map_err(|found| Fault::Callback(CallbackFault::Model(found)))?;
        }
        Ok(flow)
    }
}
