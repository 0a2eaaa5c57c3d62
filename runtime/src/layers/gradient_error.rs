//! The error for a wrong derivative in a custom layer or activation.

use crate::place::Place;
use core::fmt;

/// A derivative that differs from the finite differences.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum GradientError {
    /// The gradient of a layer's parameter.
    Parameter {
        /// The layer's kind.
        layer: &'static str,
        /// The parameter's name.
        name: &'static str,
        /// The parameter's shape.
        shape: &'static [usize],
        /// The index of the element, from 0, in memory order.
        element: usize,
        /// The value that `backward` added.
        backward: f32,
        /// The central difference.
        difference: f64,
    },
    /// The gradient of a layer's input.
    Input {
        /// The layer's kind.
        layer: &'static str,
        /// The input's name, if the layer has several.
        name: &'static str,
        /// The input's shape.
        shape: &'static [usize],
        /// The index of the element, from 0, in memory order.
        element: usize,
        /// The value that `backward` wrote.
        backward: f32,
        /// The central difference.
        difference: f64,
    },
    /// The slope of an activation.
    Slope {
        /// The activation's type.
        function: &'static str,
        /// The point.
        x: f32,
        /// The value that `slope` returned.
        slope: f32,
        /// The central difference.
        difference: f64,
    },
}

impl fmt::Display for GradientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Parameter { layer, name, shape, element, backward, difference } => {
                let place = Place { shape, element };
                write!(f, "{layer}, gradient of `{name}{place}`: ")?;
                write!(f, "backward adds {backward}, but differences give {difference:.6}")
            }
            Self::Input { layer, name, shape, element, backward, difference } => {
                let name = if name.is_empty() { "input" } else { name };
                let place = Place { shape, element };
                write!(f, "{layer}, gradient of `{name}{place}`: ")?;
                write!(f, "backward writes {backward}, but differences give {difference:.6}")
            }
            Self::Slope { function, x, slope, difference } => write!(
                f,
                "{function} at {x}: the slope is given as {slope}, but differences give \
                 {difference:.6}"
            ),
        }
    }
}

impl core::error::Error for GradientError {}
