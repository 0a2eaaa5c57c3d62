//! A network's layers as a table.

use crate::network::Network;
use core::fmt;

/// The layers of a network with their shapes and parameters, and the totals.
///
/// Displayed it is the table that Keras prints; `batch` stands for any number of samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    name: &'static str,
    layers: &'static [crate::network::Layer],
    parameters: &'static [crate::network::Parameter],
}

impl Summary {
    /// The summary of a network.
    pub const fn of<N: Network>() -> Self {
        Self { name: N::NAME, layers: N::LAYERS, parameters: N::PARAMETERS }
    }

    /// How many numbers training changes.
    pub fn trainable(&self) -> usize {
        self.parameters.iter().filter(|p| p.trainable).map(|p| p.len()).sum()
    }

    /// How many numbers are kept, but not trained.
    pub fn non_trainable(&self) -> usize {
        self.parameters.iter().filter(|p| !p.trainable).map(|p| p.len()).sum()
    }
}

/// The widths of Keras' table, which long names make wider.
const COLUMNS: [usize; 3] = [29, 26, 10];

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [mut first, mut second, third] = COLUMNS;
        for layer in self.layers {
            first = first.max(layer.name.chars().count() + layer.kind.chars().count() + 4);
            second = second.max(Shape(layer.output_shape).width() + 1);
        }
        let width = first + second + third;
        writeln!(f, "Model: \"{}\"", self.name)?;
        writeln!(f, "{:_<width$}", "")?;
        writeln!(f, "{:<first$}{:<second$}Param #", "Layer (type)", "Output Shape")?;
        for (index, layer) in self.layers.iter().enumerate() {
            match index {
                0 => writeln!(f, "{:=<width$}", "")?,
                _ => writeln!(f, "{:_<width$}", "")?,
            }
            write!(f, "{} ({})", layer.name, layer.kind)?;
            let used = layer.name.chars().count() + layer.kind.chars().count() + 3;
            let shape = Shape(layer.output_shape);
            write!(f, "{:gap$}{shape}", "", gap = first - used)?;
            writeln!(f, "{:gap$}{}", "", layer.parameter_count, gap = second - shape.width())?;
        }
        writeln!(f, "{:=<width$}", "")?;
        let (trainable, non_trainable) = (self.trainable(), self.non_trainable());
        writeln!(f, "Total params: {}", Thousands(trainable + non_trainable))?;
        writeln!(f, "Trainable params: {}", Thousands(trainable))?;
        writeln!(f, "Non-trainable params: {}", Thousands(non_trainable))?;
        write!(f, "{:_<width$}", "")
    }
}

/// A shape with the batch in front: `(batch, 28, 28)`.
struct Shape(&'static [usize]);

impl Shape {
    fn width(&self) -> usize {
        let digits = |size: usize| size.checked_ilog10().unwrap_or(0) as usize + 1;
        self.0.iter().map(|&size| digits(size) + 2).sum::<usize>() + "(batch)".len()
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(batch")?;
        for size in self.0 {
            write!(f, ", {size}")?;
        }
        f.write_str(")")
    }
}

/// A number with a comma before every three digits.
struct Thousands(usize);

impl fmt::Display for Thousands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 1000 {
            return write!(f, "{}", self.0);
        }
        write!(f, "{},{:03}", Thousands(self.0 / 1000), self.0 % 1000)
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn thousands_are_separated() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (12_034_005, "12,034,005")]
        {
            assert_eq!(Thousands(number).to_string(), text);
        }
    }

    #[test]
    fn a_shape_is_as_wide_as_it_says() {
        for shape in [&[][..], &[0], &[9], &[10, 100], &[28, 28, 1]] {
            assert_eq!(Shape(shape).to_string().len(), Shape(shape).width());
        }
    }
}
