//! Formats times, and decides how often to read the clock.

use core::fmt;
use core::time::Duration;

/// How often the bar is drawn.
pub(super) const INTERVAL: Duration = Duration::from_millis(50);

/// The step that is about one interval away, at the pace so far.
pub(super) fn next_step(step: usize, elapsed: Duration) -> usize {
    let steps = step as f64 * INTERVAL.as_secs_f64() / elapsed.as_secs_f64().max(1e-9);
    // At most doubling, as the first steps tell little. Other callbacks may write any step.
    step.saturating_add((steps.ceil() as usize).min(step).max(1))
}

/// A time in whole seconds: `59s`, `1:01`, `1:02:05`.
pub(super) struct Clock(pub(super) Duration);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        match seconds {
            0..60 => write!(f, "{seconds}s"),
            60..3600 => write!(f, "{}:{:02}", seconds / 60, seconds % 60),
            _ => write!(f, "{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60),
        }
    }
}

/// The mean time of a step, in the unit that fits: `612us/step`.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    /// How long the steps took, without the validation.
    pub(super) stepping: Duration,
    pub(super) steps: usize,
}

/// The pace before the first step.
pub(super) const NO_STEP: Pace = Pace { stepping: Duration::ZERO, steps: 0 };

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut time = self.stepping.as_nanos() as f64 / self.steps.max(1) as f64;
        for unit in ["ns", "us", "ms"] {
            if time < 999.5 {
                return write!(f, "{time:.0}{unit}/step");
            }
            time /= 1000.0;
        }
        write!(f, "{time:.0}s/step")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn times_have_the_unit_that_fits() {
        for (seconds, text) in [(0.9, "0s"), (59.9, "59s"), (61.0, "1:01"), (3725.0, "1:02:05")] {
            assert_eq!(Clock(Duration::from_secs_f64(seconds)).to_string(), text);
        }
        for (seconds, text) in [
            (0.0, "0ns/step"),
            (612.4e-9, "612ns/step"),
            (612.4e-6, "612us/step"),
            (0.9996e-3, "1ms/step"),
            (0.0123, "12ms/step"),
            (0.9996, "1s/step"),
            (6.1, "6s/step"),
        ] {
            let pace = Pace { stepping: Duration::from_secs_f64(seconds * 10.0), steps: 10 };
            assert_eq!(pace.to_string(), text);
        }
    }

    #[test]
    fn the_clock_is_asked_about_once_an_interval() {
        assert_eq!(next_step(1000, Duration::from_millis(500)), 1100);
        assert_eq!(next_step(8, Duration::from_millis(72)), 14);
        assert_eq!(next_step(1, Duration::from_secs(3)), 2);
        assert_eq!(next_step(1, Duration::ZERO), 2);
        assert_eq!(next_step(8, Duration::from_nanos(1)), 16);
    }
}
