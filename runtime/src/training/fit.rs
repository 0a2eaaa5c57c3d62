//! The loop over epochs and steps.

use super::batches::{Batch, Batches};
use super::check::Samples;
use super::evaluate::Evaluation;
use super::gradients::GradientSizes;
use super::measure::start_all;
use super::step::StepMemory;
use super::tally::Tally;
use super::{EpochRecord, History, Part, Report, TrainError, Trainer};
use crate::callbacks::{Callback, Context, Hook, call_all};
use crate::data::{Dataset, WeightFor};
use crate::model::ModelMut;
use crate::network::{Network, Trainable};
use crate::optimizers::Optimizer;
use core::ops::ControlFlow;
use std::boxed::Box;
use std::vec::Vec;

impl<'a, N: Network, Y: 'static> Trainer<'a, N, Y> {
    /// Trains for so many epochs, and returns their records.
    ///
    /// A second call goes on where the first one ended: epochs go on counting, the optimizer
    /// keeps its state, [`history`](Trainer::history) has the records of both. So it must be
    /// called with the model as the first one left it: to train another, call
    /// [`reset`](Trainer::reset); to go on with a model that was changed on purpose,
    /// [`continue_with`](Trainer::continue_with).
    ///
    /// # Errors
    /// Before the first step, with the model untouched: data that are empty, unpaired or not
    /// finite, targets that the loss cannot take, settings that make no sense, another model than
    /// before ([`TrainError::ModelDiffers`]). In a step: [`TrainError::NonFiniteLoss`], with the
    /// model as it was before that step.
    ///
    /// Weights of samples, and of the losses of several heads, are those of Keras: see
    /// [`Dataset::with_weights`] and [`Weighted`](crate::losses::Weighted).
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
        let mut run = Run {
            network: model.network_mut(),
            memory: StepMemory::new(batches.size(), gradients),
            batches,
            evaluation: validation.map(|samples| Evaluation::new(samples, &*self.objective)),
            tally: Tally::new(&*self.objective),
            report: Report::new(names.into()),
            epoch: before,
            epochs: before + epochs,
            step: 0,
        };
        let result = self.run(&mut run);
        self.remember(run.network);
        result?;
        Ok(History { epochs: self.history.epochs[recorded..].to_vec() })
    }

    /// All epochs, unless a callback stops them.
    fn run(&mut self, run: &mut Run<'_, '_, N, Y>) -> Result<(), TrainError>
    where
        N: Trainable,
        Y: Clone,
    {
        let Self { callbacks, optimizer, .. } = self;
        let mut flow = run.call(callbacks, &mut **optimizer, Hook::TrainBegin);
        while flow.is_continue() && run.epoch < run.epochs {
            flow = match self.epoch(run) {
                Ok(flow) => flow,
                Err(error) => {
                    let Self { callbacks, optimizer, .. } = self;
                    let _ = run.call(callbacks, &mut **optimizer, Hook::Error(&error));
                    return Err(error);
                }
            };
        }
        let Self { callbacks, optimizer, .. } = self;
        // There is nothing left that could be stopped.
        let _ = run.call(callbacks, &mut **optimizer, Hook::TrainEnd);
        Ok(())
    }

    /// One epoch with its validation and its record.
    fn epoch(&mut self, run: &mut Run<'_, '_, N, Y>) -> Result<ControlFlow<()>, TrainError>
    where
        N: Trainable,
        Y: Clone,
    {
        let Self { callbacks, optimizer, objective, metrics, compute, state, .. } = self;
        run.report.clear();
        run.step = 0;
        run.epoch += 1;
        if run.call(callbacks, &mut **optimizer, Hook::EpochBegin).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        optimizer.check()?;
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
                return Err(TrainError::NonFiniteLoss { epoch: run.epoch, step: run.step + 1 });
            }
            run.step += 1;
            run.tally.add_batch(step.losses(), samples);
            run.report.clear();
            run.tally.report(&mut run.report);
            for metric in &mut running {
                metric.update(step.outputs(), targets, weights);
                run.report.push(metric.result());
            }
            flow = run.call(callbacks, &mut **optimizer, Hook::BatchEnd);
        }
        if let Some(evaluation) = &mut run.evaluation {
            evaluation.run(run.network, compute, &**objective, metrics, &mut run.report);
        }
        let record = EpochRecord { epoch: run.epoch, report: run.report.clone() };
        self.history.epochs.push(record);
        self.epochs += 1;
        let end = run.call(callbacks, &mut **optimizer, Hook::EpochEnd);
        Ok(if end.is_break() { end } else { flow })
    }
}

/// What a fit carries from step to step, beside the trainer.
struct Run<'r, 'd, N: Network, Y> {
    network: &'r mut N,
    memory: StepMemory<N>,
    batches: Batches<'d, N::Input, Y>,
    evaluation: Option<Evaluation<'d, N, Y>>,
    tally: Tally,
    report: Report,
    epoch: usize,
    epochs: usize,
    step: usize,
}

impl<N: Network, Y: Clone> Run<'_, '_, N, Y> {
    /// Calls every callback.
    fn call(
        &mut self,
        callbacks: &mut [Box<dyn Callback<N> + '_>],
        optimizer: &mut dyn Optimizer,
        hook: Hook<'_>,
    ) -> ControlFlow<()> {
        let mut context = Context {
            epoch: self.epoch,
            epochs: self.epochs,
            step: self.step,
            steps: self.batches.count(),
            report: &self.report,
            model: self.network,
            optimizer,
        };
        call_all(callbacks, hook, &mut context)
    }
}
