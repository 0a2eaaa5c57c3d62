//! Fits that succeed, are stopped, fail or panic.

use super::emulator::Emulator;
use super::given::Clock;
use super::{Screen, milliseconds};
use crate::callbacks::{Callback, Context, Progress};
use crate::prelude::*;
use crate::training::TrainError;
use core::ops::ControlFlow;
use std::boxed::Box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::string::String;
use std::sync::{Arc, Mutex};
use std::vec;
use std::vec::Vec;

crate::network! {
    struct Zero(x: [1]) -> (y: [1]) {
        y = x -> dense(1, init = zeros);
    }
}

/// Lets time pass, and does something after a step.
struct After<F> {
    clock: Clock,
    step: usize,
    then: F,
}

impl<N, F: FnMut() -> ControlFlow<()>> Callback<N> for After<F> {
    fn on_epoch_begin(&mut self, _: &mut Context<'_, N>) -> ControlFlow<()> {
        self.clock.pass(milliseconds(60));
        ControlFlow::Continue(())
    }

    fn on_batch_end(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
        self.clock.pass(milliseconds(60));
        if context.step == self.step { (self.then)() } else { ControlFlow::Continue(()) }
    }
}

/// Targets of 0, which a network of zeros predicts, except for the last sample.
fn data(last: f32) -> Dataset<[f32; 1], f32> {
    let mut targets = vec![0.0; 10];
    targets[9] = last;
    Dataset::new(vec![[1.0]; 10], targets).expect("as many")
}

fn trainer<'a>(
    progress: Progress,
    clock: &Clock,
    step: usize,
    then: impl FnMut() -> ControlFlow<()> + 'a,
) -> Trainer<'a, Zero, f32> {
    Trainer::new(MeanSquaredError, Sgd::new(0.1))
        .batch_size(1)
        .shuffle(false)
        .callback(progress)
        .callback(After { clock: clock.clone(), step, then })
}

fn bar() -> (Emulator, Clock, Progress) {
    let (emulator, clock) = (Emulator::new(80), Clock::default());
    let progress = Progress::bar(&Screen::new(emulator.clone()), &clock);
    (emulator, clock, progress)
}

#[test]
fn a_second_fit_goes_on_below() {
    let (emulator, clock, progress) = bar();
    let mut trainer = trainer(progress, &clock, 1, || ControlFlow::Continue(()));
    for epochs in [2, 1] {
        trainer.fit(&mut Zero::new(Seed(1)), &data(0.0), epochs).expect("trains");
        emulator.println("fitted");
    }
    let bar = "10/10 [==============================] 0s 60ms/step - loss: 0.0000";
    assert_eq!(
        emulator.lines(),
        ["Epoch 1/2", bar, "Epoch 2/2", bar, "fitted", "Epoch 3/3", bar, "fitted"]
    );
}

/// In whatever order the trainer was configured.
#[test]
fn what_is_printed_after_an_epoch_stands_below_it() {
    let (emulator, _, progress) = bar();
    let terminal = emulator.clone();
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.1))
        .on_epoch_end(|_: &mut Context<'_, Zero>| terminal.println("epoch ended"))
        .shown_by(progress);
    trainer.fit(&mut Zero::new(Seed(1)), &data(0.0), 1).expect("trains");
    let bar = "1/1 [==============================] 0s 0ns/step - loss: 0.0000";
    assert_eq!(emulator.lines(), ["Epoch 1/1", bar, "epoch ended"]);
}

#[test]
fn an_epoch_that_is_stopped_shows_how_far_it_came() {
    let (emulator, clock, progress) = bar();
    let lines = Shared::default();
    let mut trainer = trainer(progress, &clock, 7, || ControlFlow::Break(()))
        .callback(Progress::lines(lines.clone()))
        .metric(MeanAbsoluteError);
    trainer.fit(&mut Zero::new(Seed(1)), &data(0.0), 3).expect("trains");
    emulator.println("stopped");
    let bar = "7/10 [==========>....] 0s 60ms/step - loss: 0.0000 - mean_absolute_error: 0.0000";
    assert_eq!(emulator.lines(), ["Epoch 1/3", bar, "stopped"]);
    let text = lines.text();
    assert!(text.starts_with("Epoch 1/3 - 7/10 - 0s "), "{text}");
    assert!(text.ends_with("s/step - loss: 0.0000 - mean_absolute_error: 0.0000\n"), "{text}");
}

#[test]
fn an_error_ends_the_line_of_its_epoch() {
    let (emulator, clock, progress) = bar();
    let lines = Shared::default();
    let mut trainer = trainer(progress, &clock, 1, || ControlFlow::Continue(()))
        .callback(Progress::lines(lines.clone()));
    let error = trainer.fit(&mut Zero::new(Seed(1)), &data(1e30), 3).expect_err("overflows");
    assert!(matches!(error, TrainError::Diverged { epoch: 1, step: 10, .. }), "{error}");
    emulator.println("the error");
    trainer.fit(&mut Zero::new(Seed(1)), &data(0.0), 1).expect("trains");
    assert_eq!(
        emulator.lines(),
        [
            "Epoch 1/3",
            "9/10 [===========================>..] 0s 60ms/step - loss: 0.0000",
            "the error",
            "Epoch 1/1",
            "10/10 [==============================] 0s 60ms/step - loss: 0.0000",
        ]
    );
    let text = lines.text();
    assert!(text.starts_with("Epoch 1/3 - 9/10 - 0s ") && text.contains("\nEpoch 1/1 - 0s "));
}

/// The message of a panic is printed before anything is dropped.
#[test]
fn what_follows_a_panic_begins_on_a_new_line() {
    let (emulator, clock, progress) = bar();
    let terminal = emulator.clone();
    let mut trainer = trainer(progress, &clock, 7, || {
        terminal.println("thread 'main' panicked");
        std::panic::resume_unwind(Box::new("on purpose"));
    });
    let fit = || trainer.fit(&mut Zero::new(Seed(1)), &data(0.0), 3);
    assert!(catch_unwind(AssertUnwindSafe(fit)).is_err());
    drop(trainer);
    emulator.println("$ ");
    let bar = " 7/10 [=====================>........] 0s 60ms/step - loss: 0.0000";
    assert_eq!(emulator.lines(), ["Epoch 1/3", bar, "thread 'main' panicked", "$"]);
}

#[test]
fn nobody_has_to_read() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
    }
    impl super::super::screen::Terminal for Closed {
        fn columns(&self) -> usize {
            0
        }
        fn erase_line(&mut self) -> std::io::Result<()> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
    }
    let clock = Clock::default();
    let progress = Progress::bar(&Screen::new(Closed), &clock);
    let mut trainer = trainer(progress, &clock, 1, || ControlFlow::Continue(()))
        .callback(Progress::lines(Closed));
    let history = trainer.fit(&mut Zero::new(Seed(1)), &data(0.0), 2).expect("trains");
    assert_eq!(history.epochs.len(), 2);
}

#[test]
fn a_progress_may_go_to_another_thread() {
    fn assert_send<T: Send>() {}
    assert_send::<Progress>();
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("not poisoned").clone()).expect("is text")
    }
}

impl std::io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("not poisoned").write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
