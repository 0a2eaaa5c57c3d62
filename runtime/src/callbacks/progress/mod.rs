//! The progress of training, as a bar in a terminal or as a line for each epoch.

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

/// Shows the progress of every epoch: steps, time, time per step, the loss and the metrics.
///
/// In a terminal an epoch takes two lines. The second is redrawn while the epoch runs, and both
/// remain when it has ended:
///
/// ```text
/// Epoch 1/30
/// 1719/1719 [==============================] 1s 612us/step - loss: 0.7213 - accuracy: 0.7659
/// Epoch 2/30
///  903/1719 [===============>..............] 0s 609us/step - loss: 0.4971 - accuracy: 0.8267
/// ```
///
/// In a narrow terminal, the line of the running epoch has a shorter bar or none, and only the
/// metrics that fit. When the epoch has ended, all metrics are shown, on several
/// lines if necessary. Other output during an epoch begins on a new line. If several fits run at
/// the same time, one of them has the bar; the others print a line for each epoch.
///
/// In a pipe, a file or a terminal that cannot redraw a line (`TERM=dumb`), an
/// epoch is one line without control characters, written when it has ended:
///
/// ```text
/// Epoch 1/30 - 1s 612us/step - loss: 0.7213 - accuracy: 0.7659
/// ```
///
/// An epoch that ended early, by a callback or an error, shows how many steps were taken,
/// `903/1719`. Output that cannot be written, because the reader is closed, is dropped.
pub struct Progress {
    display: Display,
    clock: Box<dyn FnMut() -> Duration + Send>,
    /// When the epoch began.
    began: Duration,
    /// When a bar was last drawn, or the epoch began.
    drawn: Duration,
    /// How long the steps took up to the last reading of the clock.
    pace: Pace,
    /// The step at which to read the clock next.
    next: usize,
    /// Whether the last validation took long enough to be shown, or there was none yet.
    validates_long: bool,
    /// Whether an epoch has begun whose line is not written yet.
    is_open: bool,
}

enum Display {
    Bar(Seat),
    Lines(Box<dyn Write + Send>),
}

impl Progress {
    /// A bar if the standard output is a terminal, otherwise a line for each epoch.
    pub fn new() -> Self {
        match Screen::stdout() {
            Some(screen) => Self::with(Display::Bar(Seat::at(screen)), clock()),
            None => Self::lines(stdout()),
        }
    }

    /// A line for each epoch, written to `output`.
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

    /// Reads the clock, and draws the bar if it is time to.
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

    /// Writes the final line of the epoch.
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
                // A closed reader is no reason to stop training.
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

/// A clock that starts now.
fn clock() -> Box<dyn FnMut() -> Duration + Send> {
    let start = Instant::now();
    Box::new(move || start.elapsed())
}
