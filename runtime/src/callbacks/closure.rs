//! Closures as callbacks.

use super::{Callback, Context};
use core::fmt;
use core::ops::ControlFlow;

/// A closure that is called after every epoch.
pub struct OnEpochEnd<F> {
    closure: F,
}

impl<F> OnEpochEnd<F> {
    /// Calls `closure` after every epoch.
    pub fn new(closure: F) -> Self {
        Self { closure }
    }
}

impl<N, R, F> Callback<N> for OnEpochEnd<F>
where
    R: Verdict,
    F: FnMut(&mut Context<'_, N>) -> R,
{
    fn on_epoch_end(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
        (self.closure)(context).flow()
    }
}

impl<F> fmt::Debug for OnEpochEnd<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnEpochEnd").finish_non_exhaustive()
    }
}

/// What a closure may return: `()`, or a [`ControlFlow`] that says whether to continue.
#[diagnostic::on_unimplemented(
    message = "a closure after an epoch returns nothing or a `ControlFlow<()>`, not `{Self}`",
    note = "to stop the fit return `ControlFlow::Break(())`"
)]
pub trait Verdict {
    /// Whether to continue.
    fn flow(self) -> ControlFlow<()>;
}

impl Verdict for () {
    fn flow(self) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl Verdict for ControlFlow<()> {
    fn flow(self) -> ControlFlow<()> {
        self
    }
}
