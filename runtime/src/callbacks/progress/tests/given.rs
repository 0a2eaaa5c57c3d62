//! Simulated fits at an emulated terminal: nothing is trained, and time passes only as set.

use super::super::{Display, EpochLine, Pace, Progress, Screen, Seat};
use super::emulator::Emulator;
use crate::callbacks::{Callback, Context, Hook, call_all};
use crate::optimizers::Sgd;
use crate::training::Report;
use core::time::Duration;
use std::boxed::Box;
use std::format;
use std::string::String;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::vec;
use std::vec::Vec;

/// A clock that stands still between the steps.
#[derive(Clone, Default)]
pub(super) struct Clock(Arc<AtomicU64>);

impl Clock {
    pub(super) fn now(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed))
    }

    pub(super) fn pass(&self, time: Duration) {
        self.0.fetch_add(time.as_nanos() as u64, Ordering::Relaxed);
    }
}

impl Progress {
    /// A bar on a screen, which other fits may share.
    pub(super) fn bar(screen: &Arc<Mutex<Screen>>, clock: &Clock) -> Self {
        let clock = clock.clone();
        let seat = Seat::at(Arc::clone(screen));
        Self::with(Display::Bar(seat), Box::new(move || clock.now()))
    }
}

/// A fit whose metrics are 1, 2, 3.. by their position, divided by the number of all steps so far.
pub(super) struct Fit {
    pub(super) steps: usize,
    pub(super) epochs: usize,
    /// How long a step takes, and the validation.
    pub(super) step: Duration,
    pub(super) validation: Duration,
    pub(super) clock: Clock,
    pub(super) callbacks: Vec<Box<dyn Callback<()>>>,
    names: Arc<[String]>,
    /// The current epoch and its current step.
    at: (usize, usize),
}

impl Fit {
    pub(super) fn new(
        screen: &Arc<Mutex<Screen>>,
        names: &[&str],
        (epochs, steps): (usize, usize),
        step: Duration,
    ) -> Self {
        let clock = Clock::default();
        let callbacks = vec![Box::new(Progress::bar(screen, &clock)) as _];
        let names = names.iter().map(|name| String::from(*name)).collect();
        let validation = Duration::ZERO;
        Self { steps, epochs, step, validation, clock, callbacks, names, at: (0, 0) }
    }

    /// With a terminal of its own.
    pub(super) fn alone(
        columns: u16,
        names: &[&str],
        (epochs, steps): (usize, usize),
        step: Duration,
    ) -> (Emulator, Self) {
        let emulator = Emulator::new(columns);
        let screen = Screen::new(emulator.clone());
        (emulator, Self::new(&screen, names, (epochs, steps), step))
    }

    /// The metrics now, those of the validation only at the end of an epoch.
    pub(super) fn report(&self, is_end: bool) -> Report {
        let (epoch, step) = self.at;
        let known = self.names.iter().filter(|name| is_end || !name.starts_with("val_")).count();
        let mut report = Report::new(Arc::clone(&self.names));
        for place in 1..=known {
            report.push(place as f64 / ((epoch - 1) * self.steps + step) as f64);
        }
        report
    }

    pub(super) fn call(&mut self, hook: Hook<'_>) {
        let (epoch, step) = self.at;
        let report = match step {
            0 => Report::new(Arc::clone(&self.names)),
            _ => self.report(matches!(hook, Hook::EpochEnd)),
        };
        let mut context = Context {
            epoch,
            epochs: self.epochs,
            step,
            steps: self.steps,
            report: &report,
            model: &mut (),
            optimizer: &mut Sgd::default(),
        };
        let _ = call_all(&mut self.callbacks, hook, &mut context);
    }

    pub(super) fn begin_epoch(&mut self) {
        let (epoch, _) = self.at;
        self.at = (epoch + 1, 0);
        self.call(Hook::EpochBegin);
    }

    pub(super) fn steps(&mut self, count: usize) {
        for _ in 0..count {
            self.clock.pass(self.step);
            self.at.1 += 1;
            self.call(Hook::BatchEnd);
        }
    }

    pub(super) fn end_epoch(&mut self) {
        self.clock.pass(self.validation);
        self.call(Hook::EpochEnd);
    }

    /// Ends the fit.
    pub(super) fn leave(&mut self) {
        self.call(Hook::TrainEnd);
    }

    pub(super) fn epoch(&mut self) {
        self.begin_epoch();
        self.steps(self.steps);
        self.end_epoch();
    }

    /// Runs all epochs, and returns the two lines of each for so many columns.
    pub(super) fn all(&mut self, columns: usize) -> Vec<[String; 2]> {
        let mut seen = Vec::new();
        for epoch in 1..=self.epochs {
            self.epoch();
            seen.push([format!("Epoch {epoch}/{}", self.epochs), self.finished(columns)]);
        }
        self.leave();
        seen
    }

    /// The line of the epoch that has just ended.
    pub(super) fn finished(&self, columns: usize) -> String {
        let (_, step) = self.at;
        let total = self.step * step as u32;
        let pace = Pace { stepping: total, steps: step };
        let report = &self.report(true);
        let (steps, validating) = (self.steps, false);
        EpochLine { step, steps, total, pace, report, validating }.finished(columns)
    }
}
