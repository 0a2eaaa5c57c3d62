//! How far training is.

use super::{Callback, Context};
use core::fmt;
use core::ops::ControlFlow;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::boxed::Box;
use std::io::{IsTerminal, Write, stdout};
use std::string::{String, ToString};
use std::time::{Duration, Instant};

/// Shows every epoch: steps, time per step, the loss and the metrics so far.
///
/// In a terminal it is a bar that moves:
///
/// ```text
/// Epoch 3/30
/// 1719/1719 [==============================] 1s 612us/step - loss: 0.4512 - accuracy: 0.8431
/// ```
///
/// Elsewhere it is one line for each epoch: `Epoch 3/30 - 1s 612us/step - loss: 0.4512`. What
/// cannot be written, because nobody reads any more, is dropped.
pub struct Progress {
    display: Display,
    started: Instant,
    /// How long the steps took, without the validation.
    stepping: Duration,
    /// The step at which the bar is drawn next, so that the clock is rarely asked.
    next: usize,
}

enum Display {
    Bar(ProgressBar),
    Lines(Box<dyn Write>),
}

/// How often a bar moves.
const INTERVAL: Duration = Duration::from_millis(50);

impl Progress {
    /// A bar if the standard output is a terminal, otherwise lines on it.
    pub fn new() -> Self {
        if stdout().is_terminal() {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stdout());
            if let Ok(style) = ProgressStyle::with_template("{pos}/{len} [{bar:30}] {msg}") {
                bar.set_style(style.progress_chars("=>."));
            }
            Self::with(Display::Bar(bar))
        } else {
            Self::lines(stdout())
        }
    }

    /// A line for each epoch, wherever they should go.
    pub fn lines(output: impl Write + 'static) -> Self {
        Self::with(Display::Lines(Box::new(output)))
    }

    fn with(display: Display) -> Self {
        Self { display, started: Instant::now(), stepping: Duration::ZERO, next: 1 }
    }

    /// Time and numbers of the epoch so far.
    fn message<N>(&self, context: &Context<'_, N>, total: Duration) -> String {
        let numbers = context.report.to_string();
        std::format!("{} - {numbers}", Pace { total, stepping: self.stepping, steps: context.step })
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}

impl<N> Callback<N> for Progress {
    fn on_epoch_begin(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
        self.started = Instant::now();
        self.next = 1;
        if let Display::Bar(bar) = &self.display {
            bar.set_length(context.steps as u64);
            bar.reset();
            bar.println(std::format!("Epoch {}/{}", context.epoch, context.epochs));
        }
        ControlFlow::Continue(())
    }

    fn on_batch_end(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
        if context.step >= self.next || context.step == context.steps {
            self.stepping = self.started.elapsed();
            self.next = next_step(context.step, self.stepping);
            if let Display::Bar(bar) = &self.display {
                bar.set_message(self.message(context, self.stepping));
                bar.set_position(context.step as u64);
            }
        }
        ControlFlow::Continue(())
    }

    fn on_epoch_end(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
        let message = self.message(context, self.started.elapsed());
        let (epoch, epochs) = (context.epoch, context.epochs);
        match &mut self.display {
            Display::Bar(bar) => bar.abandon_with_message(message),
            Display::Lines(output) => {
                // A reader that has gone away is no reason to stop training.
                let _ = writeln!(output, "Epoch {epoch}/{epochs} - {message}");
            }
        }
        ControlFlow::Continue(())
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

/// The step that is about one interval away, at the pace so far.
fn next_step(step: usize, elapsed: Duration) -> usize {
    let steps = step as f64 * INTERVAL.as_secs_f64() / elapsed.as_secs_f64().max(1e-9);
    step + (steps as usize).clamp(1, step) // at most doubling, as the first steps tell little
}

/// Time in all and per step: `1s 612us/step`.
struct Pace {
    total: Duration,
    stepping: Duration,
    steps: usize,
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.total.as_secs();
        match seconds {
            0..60 => write!(f, "{seconds}s ")?,
            60..3600 => write!(f, "{}:{:02} ", seconds / 60, seconds % 60)?,
            _ => write!(f, "{}:{:02}:{:02} ", seconds / 3600, seconds / 60 % 60, seconds % 60)?,
        }
        let step = self.stepping.as_secs_f64() / self.steps.max(1) as f64;
        match step {
            1.0.. => write!(f, "{step:.0}s/step"),
            1e-3.. => write!(f, "{:.0}ms/step", step * 1e3),
            _ => write!(f, "{:.0}us/step", step * 1e6),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(total: f64, step: f64) -> String {
        let stepping = Duration::from_secs_f64(step * 10.0);
        Pace { total: Duration::from_secs_f64(total), stepping, steps: 10 }.to_string()
    }

    #[test]
    fn times_have_the_unit_that_fits() {
        assert_eq!(pace(1.9, 612.4e-6), "1s 612us/step");
        assert_eq!(pace(0.2, 0.0123), "0s 12ms/step");
        assert_eq!(pace(61.0, 6.1), "1:01 6s/step");
        assert_eq!(pace(3725.0, 0.001), "1:02:05 1ms/step");
    }

    #[test]
    fn the_clock_is_asked_about_once_an_interval() {
        assert_eq!(next_step(1000, Duration::from_millis(500)), 1100);
        assert_eq!(next_step(1, Duration::from_secs(3)), 2);
        assert_eq!(next_step(1, Duration::ZERO), 2);
        assert_eq!(next_step(8, Duration::from_nanos(1)), 16);
    }
}
