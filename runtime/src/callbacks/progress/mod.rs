//! How far training is.

mod line;
mod pace;
mod screen;
#[cfg(test)]
mod tests;
mod wrap;

use super::{Callback, Context};
use crate::training::TrainError;
use core::fmt;
use core::ops::ControlFlow;
use core::time::Duration;
use line::EpochLine;
use pace::{INTERVAL, NO_STEP, Pace, next_step};
use screen::{Screen, Seat};
use std::boxed::Box;
use std::format;
use std::io::{Write, stdout};
use std::string::String;
use std::time::Instant;

/// Shows every epoch: steps, time, time per step, the loss and the metrics.
///
/// In a terminal an epoch is two lines. The second is drawn again while the epoch runs, and both
/// stay when it has ended:
///
/// ```text
/// Epoch 1/30
/// 1719/1719 [==============================] 1s 612us/step - loss: 0.7213 - accuracy: 0.7659
/// Epoch 2/30
///  903/1719 [===============>..............] 0s 609us/step - loss: 0.4971 - accuracy: 0.8267
/// ```
///
/// Where a terminal is too narrow, the line of the running epoch has a shorter bar or none, and
/// no more figures than have room. When the epoch has ended, all of them are there, in several
/// lines if need be. What is printed meanwhile begins on a line of its own. Of several fits at the
/// same time one has the bar; the others have a line for each epoch.
///
/// Elsewhere, in a pipe, a file or a terminal that cannot draw a line again (`TERM=dumb`), an
/// epoch is one line without control characters, written when it has ended:
///
/// ```text
/// Epoch 1/30 - 1s 612us/step - loss: 0.7213 - accuracy: 0.7659
/// ```
///
/// An epoch that a callback has stopped, or an error, shows how many steps were taken,
/// `903/1719`. What cannot be written, because nobody reads any more, is dropped.
pub struct Progress {
    display: Display,
    clock: Box<dyn FnMut() -> Duration + Send>,
    /// When the epoch began.
    began: Duration,
    /// When a bar was drawn last, or the epoch began.
    drawn: Duration,
    /// How long the steps took up to the last at which the clock was asked.
    pace: Pace,
    /// The step at which the clock is asked next.
    next: usize,
    /// Whether the last validation took long enough to be announced, or none is known.
    validates_long: bool,
    /// Whether an epoch has begun whose line is not written yet.
    is_open: bool,
}

enum Display {
    Bar(Seat),
    Lines(Box<dyn Write + Send>),
}

impl Progress {
    /// A bar if the standard output is a terminal, otherwise lines on it.
    pub fn new() -> Self {
        match Screen::stdout() {
            Some(screen) => Self::with(Display::Bar(Seat::at(screen)), clock()),
            None => Self::lines(stdout()),
        }
    }

    /// A line for each epoch, wherever they should go.
    ///
    /// # Example
    /// ```
    /// use burdock::prelude::*;
    ///
    /// # network! {
    /// #     struct Net(x: [1]) -> (y: [1]) { y = x -> dense(1); }
    /// # }
    /// let log = tempfile::NamedTempFile::new()?;
    /// let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.1))
    ///     .callback(Progress::lines(log.reopen()?));
    /// let data = Dataset::new(vec![[0.5]; 8], vec![1.0; 8])?;
    /// trainer.fit(&mut Net::new(Seed(1)), &data, 2)?;
    /// let text = std::fs::read_to_string(log)?;
    /// assert!(text.starts_with("Epoch 1/2 - 0s ") && text.contains("\nEpoch 2/2 - 0s "));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn lines(output: impl Write + Send + 'static) -> Self {
        Self::with(Display::Lines(Box::new(output)), clock())
    }

    fn with(display: Display, clock: Box<dyn FnMut() -> Duration + Send>) -> Self {
        let (began, drawn) = (Duration::ZERO, Duration::ZERO);
        let pace = NO_STEP;
        Self { display, clock, began, drawn, pace, next: 1, validates_long: true, is_open: false }
    }

    /// Asks the clock, and draws the bar if it is time to.
    #[inline(never)]
    fn look<N>(&mut self, context: &Context<'_, N>) {
        let now = (self.clock)();
        self.pace = Pace { stepping: now.saturating_sub(self.began), steps: context.step };
        self.next = next_step(context.step, self.pace.stepping);
        let validating = context.step == context.steps && !context.report.is_complete();
        if let Display::Bar(seat) = &self.display
            && (validating && self.validates_long || now.saturating_sub(self.drawn) >= INTERVAL)
        {
            self.drawn = now;
            let line = self.line(context, self.pace.stepping);
            seat.draw(|columns| EpochLine { validating, ..line }.running(columns));
        }
    }

    /// The epoch's line that stays.
    fn end<N>(&mut self, context: &Context<'_, N>) {
        self.is_open = false;
        let total = (self.clock)().saturating_sub(self.began);
        self.validates_long = total.saturating_sub(self.pace.stepping) >= INTERVAL;
        let line = self.line(context, total);
        let whole = || format!("{} - {}", header(context), line.plain());
        match &mut self.display {
            Display::Bar(seat) => seat.end(|columns| line.finished(columns), whole),
            Display::Lines(output) => {
                let line = whole() + "\n";
                // A reader that has gone away is no reason to stop training.
                let _ = output.write_all(line.as_bytes()).and_then(|()| output.flush());
            }
        }
    }

    fn line<'c, N>(&self, context: &Context<'c, N>, total: Duration) -> EpochLine<'c> {
        EpochLine {
            step: context.step,
            steps: context.steps,
            total,
            pace: self.pace,
            report: context.report,
            validating: false,
        }
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}

impl<N> Callback<N> for Progress {
    fn on_train_begin(&mut self, _: &mut Context<'_, N>) -> ControlFlow<()> {
        super::note::note_unoptimized();
        ControlFlow::Continue(())
    }

    fn on_epoch_begin(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
        self.began = (self.clock)();
        self.drawn = self.began;
        self.pace = NO_STEP;
        self.next = 1;
        self.is_open = true;
        if let Display::Bar(seat) = &self.display {
            seat.begin(header(context));
        }
        ControlFlow::Continue(())
    }

    fn on_batch_end(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
        if context.step >= self.next || context.step == context.steps {
            self.look(context);
        }
        ControlFlow::Continue(())
    }

    fn on_epoch_end(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
        self.end(context);
        ControlFlow::Continue(())
    }

    fn on_train_end(&mut self, _: &mut Context<'_, N>) -> ControlFlow<()> {
        if let Display::Bar(seat) = &self.display {
            seat.leave();
        }
        ControlFlow::Continue(())
    }

    fn on_error(&mut self, context: &mut Context<'_, N>, _: &TrainError) {
        if self.is_open && context.step > 0 {
            self.end(context);
        }
        if let Display::Bar(seat) = &self.display {
            seat.leave();
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let display = match self.display {
            Display::Bar(_) => "bar",
            Display::Lines(_) => "lines",
        };
        f.debug_struct("Progress").field("display", &display).finish_non_exhaustive()
    }
}

/// `Epoch 3/30`
fn header<N>(context: &Context<'_, N>) -> String {
    format!("Epoch {}/{}", context.epoch, context.epochs)
}

/// The time since now.
fn clock() -> Box<dyn FnMut() -> Duration + Send> {
    let start = Instant::now();
    Box::new(move || start.elapsed())
}
