//! A network's layers as a table.

use crate::network::{InputPort, LayerRow, Network, Parameter};
use core::fmt::{self, Write};
use core::iter::once;

/// The layers of a network with their shapes and parameters, and the totals.
///
/// Displayed it is the table that Keras prints; `batch` stands for any number of samples. A
/// network that is not a plain chain has its inputs as lines too, and a column that says what
/// each layer is connected to. A shared layer has a line for each application, and its parameters
/// are counted in the first; another network in it is one line.
///
/// # Example
/// ```
/// use burdock::prelude::*;
///
/// network! {
///     pub struct WideAndDeep(wide: [5], deep: [6]) -> (price: [1]) {
///         hidden = deep -> dense(30, relu);
///         price = concatenate(wide, hidden) -> dense(1);
///     }
/// }
///
/// let summary = WideAndDeep::summary();
/// assert_eq!(summary.trainable(), 6 * 30 + 30 + 35 + 1);
/// assert!(summary.to_string().contains("
/// concatenate_1 (Concatenate)    (batch, 35)             0         wide
///                                                                  hidden
/// "));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    name: &'static str,
    inputs: &'static [InputPort],
    layers: &'static [LayerRow],
    parameters: &'static [Parameter],
}

impl Summary {
    /// The summary of a network.
    pub const fn of<N: Network>() -> Self {
        Self { name: N::NAME, inputs: N::INPUTS, layers: N::LAYERS, parameters: N::PARAMETERS }
    }

    /// How many numbers training changes.
    pub fn trainable(&self) -> usize {
        self.parameters.iter().filter(|p| p.trainable).map(|p| p.len()).sum()
    }

    /// How many numbers are kept, but not trained.
    pub fn non_trainable(&self) -> usize {
        self.parameters.iter().filter(|p| !p.trainable).map(|p| p.len()).sum()
    }

    /// Whether every layer takes what the one before it gives, and nothing else.
    fn is_chain(&self) -> bool {
        let [input] = self.inputs else { return false };
        let before = once(input.name).chain(self.layers.iter().map(|layer| layer.name));
        self.layers.iter().zip(before).all(|(layer, before)| layer.inputs == [before])
    }

    /// The lines: those of the inputs only where the network is not a chain.
    fn rows(&self) -> impl Iterator<Item = LayerRow> {
        let inputs = if self.is_chain() { &[] } else { self.inputs };
        inputs.iter().map(|input| LayerRow::of_input(*input)).chain(self.layers.iter().copied())
    }

    /// The widths of the columns; the last is empty for a chain.
    fn columns(&self) -> [usize; 4] {
        let chain = self.is_chain();
        let mut columns = if chain { CHAIN_COLUMNS } else { GRAPH_COLUMNS };
        for row in self.rows() {
            columns[0] = columns[0].max(width(&Title(&row)) + 1);
            columns[1] = columns[1].max(width(&Shape(row.output_shape)) + 1);
            columns[2] = columns[2].max(width(&row.parameter_count) + 1);
            for input in row.inputs.iter().filter(|_| !chain) {
                columns[3] = columns[3].max(width(input));
            }
        }
        columns
    }
}

/// The least widths of Keras' table.
const CHAIN_COLUMNS: [usize; 4] = [29, 26, 10, 0];
/// Those with the column that says what a layer is connected to.
const GRAPH_COLUMNS: [usize; 4] = [31, 24, 10, 20];

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (chain, columns) = (self.is_chain(), self.columns());
        let line: usize = columns.iter().sum();
        let connected_to = if chain { "" } else { "Connected to" };
        writeln!(f, "Model: \"{}\"", self.name)?;
        writeln!(f, "{:_<line$}", "")?;
        write_row(f, columns, [&"Layer (type)", &"Output Shape", &"Param #", &connected_to])?;
        for (index, row) in self.rows().enumerate() {
            match index {
                0 => writeln!(f, "{:=<line$}", "")?,
                _ => writeln!(f, "{:_<line$}", "")?,
            }
            let (title, shape) = (Title(&row), Shape(row.output_shape));
            let (first, others) = match row.inputs {
                [first, others @ ..] if !chain => (*first, others),
                _ => ("", &[][..]),
            };
            write_row(f, columns, [&title, &shape, &row.parameter_count, &first])?;
            for input in others {
                write_row(f, columns, [&"", &"", &"", input])?;
            }
        }
        writeln!(f, "{:=<line$}", "")?;
        let (trainable, non_trainable) = (self.trainable(), self.non_trainable());
        writeln!(f, "Total params: {}", Thousands(trainable + non_trainable))?;
        writeln!(f, "Trainable params: {}", Thousands(trainable))?;
        writeln!(f, "Non-trainable params: {}", Thousands(non_trainable))?;
        write!(f, "{:_<line$}", "")
    }
}

/// Writes cells in their columns, without blanks after the last.
fn write_row(
    f: &mut fmt::Formatter<'_>,
    columns: [usize; 4],
    cells: [&dyn fmt::Display; 4],
) -> fmt::Result {
    let mut gap = 0;
    for (cell, column) in cells.into_iter().zip(columns) {
        let width = width(cell);
        if width > 0 {
            write!(f, "{:gap$}{cell}", "")?;
            gap = 0;
        }
        gap += column.saturating_sub(width);
    }
    writeln!(f)
}

/// How many characters a text has.
fn width(text: &dyn fmt::Display) -> usize {
    struct Count(usize);

    impl fmt::Write for Count {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 += text.chars().count();
            Ok(())
        }
    }

    let mut count = Count(0);
    write!(count, "{text}").expect("counting does not fail");
    count.0
}

/// `hidden1 (Dense)`, or `encoder_2 (Encoder, shares encoder)`.
struct Title<'a>(&'a LayerRow);

impl fmt::Display for Title<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}", self.0.name, self.0.kind)?;
        if let Some(first) = self.0.shares {
            write!(f, ", shares {first}")?;
        }
        f.write_str(")")
    }
}

/// A shape with the batch in front: `(batch, 28, 28)`.
pub(crate) struct Shape(pub(crate) &'static [usize]);

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
pub(crate) struct Thousands(pub(crate) usize);

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
    fn width_is_counted_in_characters() {
        for (text, characters) in [("", 0), ("größe", 5), ("(batch, 28, 28)", 15)] {
            assert_eq!(width(&text), characters);
        }
    }
}
