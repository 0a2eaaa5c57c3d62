//! What stands in the cells of the table.

use crate::network::LayerRow;
use crate::width::width;
use core::fmt;
use core::ops::Range;

/// `hidden1 (Dense)`, or `encoder_2 (Encoder, shares encoder)`, or some words of it.
pub(super) struct Title<'a> {
    row: &'a LayerRow,
    /// Which words, of which the name is the first and the kind the second.
    words: Range<usize>,
}

impl<'a> Title<'a> {
    pub(super) fn of(row: &'a LayerRow) -> Self {
        Self { row, words: 0..if row.shares.is_some() { 4 } else { 2 } }
    }

    /// Each of its words.
    pub(super) fn words(&self) -> impl Iterator<Item = Self> {
        self.words.clone().map(|word| self.part(word..word + 1))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn part(&self, words: Range<usize>) -> Self {
        Self { words, ..*self }
    }

    /// Splits off as many words as so many columns have room for, but at least one.
    pub(super) fn split_first(&mut self, columns: usize) -> Self {
        let Range { start, end } = self.words;
        let ends = (start + 1..=end).rev();
        let mut fitting = ends.filter(|end| width(&self.part(start..*end)) <= columns);
        let middle = fitting.next().unwrap_or(end.min(start + 1));
        self.words.start = middle;
        self.part(start..middle)
    }
}

impl fmt::Display for Title<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for word in self.words.clone() {
            if word > self.words.start {
                f.write_str(" ")?;
            }
            match (word, self.row.shares) {
                (0, _) => f.write_str(self.row.name)?,
                (1, None) => write!(f, "({})", self.row.kind)?,
                (1, Some(_)) => write!(f, "({},", self.row.kind)?,
                (2, _) => f.write_str("shares")?,
                (_, shares) => write!(f, "{})", shares.unwrap_or_default())?,
            }
        }
        Ok(())
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
}
