//! The summary of a network: its layers as a table, like Keras' `summary`.

mod cells;

pub(crate) use cells::{Shape, Thousands};

use crate::network::{InputPort, LayerRow, Network, Parameter};
use crate::width::width;
use cells::Title;
use core::array::from_fn;
use core::fmt;
use core::iter::once;

/// The layers of a network with their shapes and parameters, and the totals.
///
/// Displayed it is the table that Keras prints; `batch` stands for any batch size. A
/// network that is not a plain chain also has lines for its inputs, and a column that says what
/// each layer is connected to. A shared layer has a line for each application, and its parameters
/// are counted in the first; another network used as a layer is one line. The table is at most 79
/// columns wide, unless a single name or shape does not fit.
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
/// concatenate_1 (Concatenate)  (batch, 35)           0         wide
///                                                              hidden
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

    /// The number of trainable parameters.
    pub fn trainable(&self) -> usize {
        self.parameters.iter().filter(|p| p.trainable).map(|p| p.len()).sum()
    }

    /// The number of non-trainable parameters.
    pub fn non_trainable(&self) -> usize {
        self.parameters.iter().filter(|p| !p.trainable).map(|p| p.len()).sum()
    }

    /// Whether every layer's only input is the output of the previous layer.
    fn is_chain(&self) -> bool {
        let [input] = self.inputs else { return false };
        let before = once(input.name).chain(self.layers.iter().map(|layer| layer.name));
        self.layers.iter().zip(before).all(|(layer, before)| layer.inputs == [before])
    }

    /// The lines; inputs are included only if the network is not a chain.
    fn rows(&self) -> impl Iterator<Item = LayerRow> {
        let inputs = if self.is_chain() { &[] } else { self.inputs };
        inputs.iter().map(|input| LayerRow::of_input(*input)).chain(self.layers.iter().copied())
    }

    /// The widths of the columns; the last is empty for a chain.
    fn columns(&self) -> [usize; 4] {
        let used = if self.is_chain() { 3 } else { 4 };
        // The widest texts, and the widest words for titles that are broken.
        let mut widest: [_; 4] =
            from_fn(|place| if place < used { width(&HEADS[place]) } else { 0 });
        let mut widest_word = widest[0];
        for row in self.rows() {
            let title = Title::of(&row);
            widest_word = title.words().map(|word| width(&word)).fold(widest_word, usize::max);
            let inputs = row.inputs.iter().map(|input| width(input)).max().unwrap_or(0);
            let texts =
                [width(&title), width(&Shape(row.output_shape)), width(&row.parameter_count)];
            for (place, text) in texts.into_iter().chain(once(inputs)).enumerate().take(used) {
                widest[place] = widest[place].max(text);
            }
        }
        let usual = if used == 3 { CHAIN_COLUMNS } else { GRAPH_COLUMNS };
        let mut columns = from_fn(|place| usual[place].max(widest[place] + BLANKS[place]));
        widest[0] = widest_word;
        // If that is too wide, padding is dropped first, then titles are broken.
        for place in [3, 2, 1, 0] {
            let over = columns.iter().sum::<usize>().saturating_sub(WIDTH);
            let least = widest[place] + BLANKS[place];
            columns[place] = columns[place].saturating_sub(over).max(least);
        }
        columns
    }
}

const HEADS: [&str; 4] = ["Layer (type)", "Output Shape", "Param #", "Connected to"];
/// The minimum widths of the columns in Keras' table.
const CHAIN_COLUMNS: [usize; 4] = [29, 26, 10, 0];
/// The minimum widths with the column that says what a layer is connected to.
const GRAPH_COLUMNS: [usize; 4] = [29, 22, 10, 18];
/// The padding after the widest text of a column.
const BLANKS: [usize; 4] = [2, 2, 2, 0];
/// The maximum width of the table.
const WIDTH: usize = 79;

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (chain, columns) = (self.is_chain(), self.columns());
        let line: usize = columns.iter().sum();
        let [title, shape, count, connected_to] = HEADS;
        let connected_to = if chain { "" } else { connected_to };
        writeln!(f, "Model: \"{}\"", self.name)?;
        writeln!(f, "{:_<line$}", "")?;
        write_line(f, columns, [&title, &shape, &count, &connected_to])?;
        for (index, row) in self.rows().enumerate() {
            match index {
                0 => writeln!(f, "{:=<line$}", "")?,
                _ => writeln!(f, "{:_<line$}", "")?,
            }
            let inputs = if chain { &[] } else { row.inputs };
            write_row(f, columns, &row, inputs)?;
        }
        writeln!(f, "{:=<line$}", "")?;
        let (trainable, non_trainable) = (self.trainable(), self.non_trainable());
        writeln!(f, "Total params: {}", Thousands(trainable + non_trainable))?;
        writeln!(f, "Trainable params: {}", Thousands(trainable))?;
        writeln!(f, "Non-trainable params: {}", Thousands(non_trainable))?;
        write!(f, "{:_<line$}", "")
    }
}

/// Writes a layer, in as many lines as its title and its inputs need.
fn write_row(
    f: &mut fmt::Formatter<'_>,
    columns: [usize; 4],
    row: &LayerRow,
    inputs: &[&str],
) -> fmt::Result {
    let shape: &dyn fmt::Display = &Shape(row.output_shape);
    let (mut rest, mut inputs) = (Title::of(row), inputs.iter());
    let mut others: [&dyn fmt::Display; 2] = [shape, &row.parameter_count];
    loop {
        let title = rest.split_first(columns[0] - BLANKS[0]);
        let input = inputs.next().copied().unwrap_or_default();
        write_line(f, columns, [&title, others[0], others[1], &input])?;
        others = [&"", &""];
        if rest.is_empty() && inputs.len() == 0 {
            return Ok(());
        }
    }
}

/// Writes cells in their columns, without trailing blanks.
fn write_line(
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

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use std::string::ToString;

    const fn row(
        name: &'static str,
        kind: &'static str,
        inputs: &'static [&'static str],
    ) -> LayerRow {
        LayerRow { name, kind, output_shape: &[10], parameter_count: 0, inputs, shares: None }
    }

    fn table(layers: &'static [LayerRow]) -> std::string::String {
        let inputs = &[InputPort { name: "x", shape: &[10] }];
        Summary { name: "Net", inputs, layers, parameters: &[] }.to_string()
    }

    #[test]
    fn titles_that_are_too_long_are_broken() {
        const LAYERS: &[LayerRow] = &[
            row("decoder_of_words", "TransformerDecoder", &["x"]),
            LayerRow {
                shares: Some("decoder_of_words"),
                ..row("decoder_of_sentences", "TransformerDecoder", &["x", "decoder_of_words"])
            },
        ];
        let expected = r#"
Model: "Net"
_______________________________________________________________________________
Layer (type)                            Output Shape  Param #  Connected to
===============================================================================
x (Input)                               (batch, 10)   0
_______________________________________________________________________________
decoder_of_words (TransformerDecoder)   (batch, 10)   0        x
_______________________________________________________________________________
decoder_of_sentences                    (batch, 10)   0        x
(TransformerDecoder, shares                                    decoder_of_words
decoder_of_words)
===============================================================================
Total params: 0
Trainable params: 0
Non-trainable params: 0
_______________________________________________________________________________"#;
        assert_eq!(std::format!("\n{}", table(LAYERS)), expected);
    }

    #[test]
    fn wide_characters_keep_the_columns() {
        const LAYERS: &[LayerRow] =
            &[row("隠れ層", "Dense", &["x"]), row("größe", "Dense", &["隠れ層"])];
        let table = table(LAYERS);
        let places = table.lines().filter_map(|line| line.split_once("(batch"));
        let places = places.map(|(before, _)| width(&before)).collect::<std::vec::Vec<_>>();
        assert_eq!(places, [29, 29]);
    }
}
