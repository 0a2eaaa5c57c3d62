//! A network's name and parameters, which a file has to match.

use crate::network::{Network, Parameter};

/// A network's name and parameters, as a value: so the code that reads and writes files is compiled
/// once, with this crate, and not again for each network.
#[derive(Clone, Copy)]
pub(crate) struct Architecture {
    pub(super) name: &'static str,
    pub(super) parameters: &'static [Parameter],
    /// How many elements the parameters have.
    pub(super) count: usize,
}

impl Architecture {
    /// The architecture of `N`.
    pub(crate) fn of<N: Network>() -> Self {
        Self { name: N::NAME, parameters: N::PARAMETERS, count: N::PARAMETER_COUNT }
    }
}
