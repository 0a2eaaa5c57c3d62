//! Losses, parameters and the optimizer's state that have left the finite numbers, and where.

use super::Part;
use crate::compute::Compute;
use crate::kernels::finite::all_finite;
use crate::memory::flat;
use crate::network::Network;
use crate::optimizers::{Optimizer, OptimizerState};
use core::fmt;
use core::slice::from_ref;

/// A value that is infinite or not a number (NaN), and where it was found.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum NonFinite {
    /// A loss.
    Loss {
        /// On which dataset.
        part: Part,
        /// Of which output, of a network with several.
        head: Option<&'static str>,
        /// The loss: of the first sample at fault in a training step, otherwise the sum over all.
        value: f64,
    },
    /// A parameter of the model.
    Parameter {
        /// The parameter's name, such as `hidden.weight`.
        name: &'static str,
        /// Its first element at fault, in memory order from 0.
        element: usize,
        /// The value.
        value: f32,
    },
    /// What the optimizer keeps for a parameter.
    OptimizerState {
        /// The parameter's name.
        parameter: &'static str,
        /// What is kept, such as `velocity` or `second_moment`.
        slot: &'static str,
        /// The first element at fault, in memory order from 0.
        element: usize,
        /// The value.
        value: f32,
    },
    /// What the optimizer keeps once for the whole network.
    OptimizerScalar {
        /// What is kept, such as `momentum_product`.
        name: &'static str,
        /// The value.
        value: f64,
    },
}

impl fmt::Display for NonFinite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Loss { part, head: None, value } => {
                write!(f, "the loss on the {part} is {value}")
            }
            Self::Loss { part, head: Some(head), value } => {
                write!(f, "the loss of `{head}` on the {part} is {value}")
            }
            Self::Parameter { name, element, value } => {
                write!(f, "element {element} of `{name}` is {value}")
            }
            Self::OptimizerState { parameter, slot, element, value } => {
                write!(f, "element {element} of the optimizer's {slot} of `{parameter}` is {value}")
            }
            Self::OptimizerScalar { name, value } => {
                write!(f, "the optimizer's {name} is {value}")
            }
        }
    }
}

impl NonFinite {
    /// The first of the losses of a step, which stand head after head, that is not finite.
    #[cold]
    pub(super) fn of_losses<N: Network>(losses: &[f32], samples: usize) -> Self {
        let at = losses.iter().position(|loss| !loss.is_finite()).unwrap_or(0);
        Self::loss::<N>(Part::Training, at / samples.max(1), losses[at].into())
    }

    /// The loss of a head.
    pub(super) fn loss<N: Network>(part: Part, head: usize, value: f64) -> Self {
        Self::Loss { part, head: head_name::<N>(head), value }
    }
}

/// The name of an output, of a network with several.
pub(super) fn head_name<N: Network>(head: usize) -> Option<&'static str> {
    (N::OUTPUTS.len() > 1).then(|| N::OUTPUTS[head].name)
}

/// Whether all parameters are finite.
pub(super) fn check_parameters<N: Network>(
    network: &N,
    compute: &Compute,
) -> Result<(), NonFinite> {
    match first::<N>(flat(from_ref(network)), compute) {
        None => Ok(()),
        Some((name, element, value)) => Err(NonFinite::Parameter { name, element, value }),
    }
}

/// Whether all that the optimizer keeps for the parameters is finite: an infinite moment makes
/// later steps stand still, or ruins the parameters.
pub(super) fn check_state<N: Network>(
    state: &OptimizerState,
    optimizer: &(dyn Optimizer + '_),
    compute: &Compute,
) -> Result<(), NonFinite> {
    for (buffer, slot) in state.buffers().zip(optimizer.slots()) {
        if let Some((parameter, element, value)) = first::<N>(buffer, compute) {
            return Err(NonFinite::OptimizerState { parameter, slot, element, value });
        }
    }
    for (&value, &(name, _)) in state.scalars().iter().zip(optimizer.scalars()) {
        if !value.is_finite() {
            return Err(NonFinite::OptimizerScalar { name, value });
        }
    }
    Ok(())
}

/// The first value of a run as long as the network that is not finite: parameter, element, value.
fn first<N: Network>(values: &[f32], compute: &Compute) -> Option<(&'static str, usize, f32)> {
    // The good case costs one pass at the speed of memory.
    if all_finite(compute, values) {
        return None;
    }
    let at = values.iter().position(|value| !value.is_finite())?;
    let of = N::PARAMETERS.iter().find(|parameter| parameter.range().contains(&at));
    let (name, offset) = of.map_or((N::NAME, 0), |parameter| (parameter.name, parameter.offset));
    Some((name, at - offset, values[at]))
}
