//! Callbacks: code that is called before, during and after a fit.

mod closure;
mod context;
mod note;
mod progress;

pub use closure::{OnEpochEnd, Verdict};
pub use context::Context;
pub use progress::Progress;

use crate::training::TrainError;
use core::ops::ControlFlow;
use std::boxed::Box;

/// Something that is called at certain points of a fit, and may stop it or change the model.
///
/// It must leave a valid state: an invalid learning rate, or a parameter that is not
/// finite after an epoch or after the fit, ends the fit in a
/// [`TrainError::Callback`]. When a fit ends in an error, the
/// model and the trainer go back to an earlier state; callbacks are told by [`on_error`], and keep
/// what they remember.
///
/// Every method does nothing by default. [`ControlFlow::Break`] stops the fit:
/// after a batch the epoch ends early, with its validation and its record. All callbacks are
/// called in any case, in the order in which they were added, and [`on_train_end`] last.
///
/// [`on_train_end`]: Callback::on_train_end
/// [`on_error`]: Callback::on_error
///
/// # Example
/// ```
/// use burdock::callbacks::{Callback, Context};
/// use core::ops::ControlFlow;
///
/// /// Stops as soon as the loss is small enough.
/// struct Enough(f64);
///
/// impl<N> Callback<N> for Enough {
///     fn on_epoch_end(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
///         if context.report.loss() < self.0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
///     }
/// }
/// ```
pub trait Callback<N> {
    /// Before the first epoch of a fit. What a callback remembers stays from fit to fit, unless it
    /// forgets it here.
    fn on_train_begin(&mut self, _context: &mut Context<'_, N>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// Before the first step of an epoch.
    fn on_epoch_begin(&mut self, _context: &mut Context<'_, N>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// After a step; the report has the loss and the metrics of the epoch so far.
    fn on_batch_end(&mut self, _context: &mut Context<'_, N>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// After the validation of an epoch; the report is complete.
    fn on_epoch_end(&mut self, _context: &mut Context<'_, N>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// After the last epoch of a fit. Not called when a fit ends in an error.
    fn on_train_end(&mut self, _context: &mut Context<'_, N>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// When a fit that has begun ends in an error. The context has the steps of the epoch that were
    /// taken before, and the report is that of these; model and optimizer are again as the error
    /// says. A model that is changed here must be finite, and the rate must make sense: otherwise
    /// both are taken back once more.
    fn on_error(&mut self, _context: &mut Context<'_, N>, _error: &TrainError) {}
}

/// Which method of the callbacks to call.
#[derive(Clone, Copy)]
pub(crate) enum Hook<'e> {
    TrainBegin,
    EpochBegin,
    BatchEnd,
    EpochEnd,
    TrainEnd,
    Error(&'e TrainError),
}

/// Calls all callbacks; the fit stops if any of them returns `Break`.
pub(crate) fn call_all<N>(
    callbacks: &mut [Box<dyn Callback<N> + '_>],
    hook: Hook<'_>,
    context: &mut Context<'_, N>,
) -> ControlFlow<()> {
    let mut flow = ControlFlow::Continue(());
    for callback in callbacks {
        let verdict = match hook {
            Hook::TrainBegin => callback.on_train_begin(context),
            Hook::EpochBegin => callback.on_epoch_begin(context),
            Hook::BatchEnd => callback.on_batch_end(context),
            Hook::EpochEnd => callback.on_epoch_end(context),
            Hook::TrainEnd => callback.on_train_end(context),
            Hook::Error(error) => {
                callback.on_error(context, error);
                ControlFlow::Break(())
            }
        };
        if verdict.is_break() {
            flow = verdict;
        }
    }
    flow
}
