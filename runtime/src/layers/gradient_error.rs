//! What is wrong with a derivative written by hand.

use crate::place::Place;
use core::fmt;

/// A derivative that is not the one that differences give.
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
        /// Which of its numbers, from 0, in memory order.
        element: usize,
        /// What `backward` added.
        backward: f32,
        /// The central difference.
        difference: f64,
    },
    /// The gradient of a layer's input.
    Input {
        /// The layer's kind.
        layer: &'static str,
        /// The input's name, where the layer has several.
        name: &'static str,
        /// The input's shape.
        shape: &'static [usize],
        /// Which of its numbers, from 0, in memory order.
        element: usize,
        /// What `backward` wrote.
        backward: f32,
        /// The central difference.
        difference: f64,
    },
    /// The slope of an activation.
    Slope {
        /// The activation's type.
        function: &'static str,
        /// Where.
        x: f32,
        /// What `slope` said.
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
