//! What is wrong with a derivative written by hand.

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
                write!(f, "{layer}, gradient of `{name}")?;
                write_place(f, shape, element)?;
                write!(f, "`: backward adds {backward}, but differences give {difference:.6}")
            }
            Self::Input { layer, name, shape, element, backward, difference } => {
                let name = if name.is_empty() { "input" } else { name };
                write!(f, "{layer}, gradient of `{name}")?;
                write_place(f, shape, element)?;
                write!(f, "`: backward writes {backward}, but differences give {difference:.6}")
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

/// The place of a number, as in `[1][2]`.
fn write_place(f: &mut fmt::Formatter<'_>, shape: &[usize], element: usize) -> fmt::Result {
    let (mut rest, mut numbers) = (element, shape.iter().product::<usize>());
    for axis in shape {
        numbers /= axis;
        write!(f, "[{}]", rest / numbers)?;
        rest %= numbers;
    }
    Ok(())
}
