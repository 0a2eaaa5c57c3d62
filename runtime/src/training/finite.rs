//! Finds losses, parameters and optimizer state that are infinite or NaN.

use super::Part;
use crate::compute::Compute;
use crate::kernels::finite::all_finite;
use crate::memory::flat;
use crate::network::Network;
use crate::optimizers::{Optimizer, OptimizerState};
use core::fmt;
use core::slice::from_ref;

/// A value that is infinite or NaN, and where it was found.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum NonFinite {
    /// A loss.
    Loss {
        /// On which dataset.
        part: Part,
        /// Of which output, if the network has several.
        head: Option<&'static str>,
        /// The loss: that of the first such sample in a training step, otherwise the sum over all.
        value: f64,
    },
    /// A parameter of the model.
    Parameter {
        /// The parameter's name, such as `hidden.weight`.
        name: &'static str,
        /// Its first such element, in memory order from 0.
        element: usize,
        /// The value.
        value: f32,
    },
    /// The optimizer's state for a parameter.
    OptimizerState {
        /// The parameter's name.
        parameter: &'static str,
        /// Which state, such as `velocity` or `second_moment`.
        slot: &'static str,
        /// The first such element, in memory order from 0.
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
    /// The first loss of a step that is not finite; the losses are stored head after head.
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

/// The name of an output, if the network has several.
pub(super) fn head_name<N: Network>(head: usize) -> Option<&'static str> {
    (N::OUTPUTS.len() > 1).then(|| N::OUTPUTS[head].name)
}

/// Checks that all parameters are finite.
pub(super) fn check_parameters<N: Network>(
    network: &N,
    compute: &Compute,
) -> Result<(), NonFinite> {
    match first::<N>(flat(from_ref(network)), compute) {
        None => Ok(()),
        Some((name, element, value)) => Err(NonFinite::Parameter { name, element, value }),
    }
}

/// Checks that the optimizer's state is finite: with an infinite moment, later steps
/// change nothing, or ruin the parameters.
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

/// The first value that is not finite, of as many as the network has: parameter, element, value.
fn first<N: Network>(values: &[f32], compute: &Compute) -> Option<(&'static str, usize, f32)> {
    // If all are finite, this is one pass at memory bandwidth.
    if all_finite(compute, values) {
        return None;
    }
    let at = values.iter().position(|value| !value.is_finite())?;
    let of = N::PARAMETERS.iter().find(|parameter| parameter.range().contains(&at));
    let (name, offset) = of.map_or((N::NAME, 0), |parameter| (parameter.name, parameter.offset));
    Some((name, at - offset, values[at]))
}
