//! Breaks a text into lines between its parts, as a terminal would break it anywhere.

use crate::width::width;
use std::string::String;

/// A text in lines.
pub(super) struct Lines {
    pub(super) text: String,
    /// How many lines a terminal shows.
    pub(super) count: usize,
}

impl Lines {
    /// Joins parts; each part that does not fit on the current line begins a new one. There it
    /// loses its leading space.
    pub(super) fn of<'p>(parts: impl Iterator<Item = &'p str>, columns: usize) -> Self {
        let columns = columns.max(1);
        let (mut text, mut count, mut filled) = (String::new(), 1, 0);
        for mut part in parts {
            if filled > 0 && filled + width(&part) > columns {
                text.push('\n');
                part = part.trim_start();
                count += 1;
                filled = 0;
            }
            text += part;
            filled += width(&part);
            // A part that is wider than a line is wrapped by the terminal.
            while filled > columns {
                count += 1;
                filled -= columns;
            }
        }
        Self { text, count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_whole_where_they_can_be() {
        let parts = ["one", " two", " three", " verylong", " x"].into_iter();
        for (columns, text, expected) in [
            (80, "one two three verylong x", 1),
            (24, "one two three verylong x", 1),
            (23, "one two three verylong\nx", 2),
            (13, "one two three\nverylong x", 2),
            (9, "one two\nthree\nverylong\nx", 4),
            (5, "one\ntwo\nthree\nverylong x", 5),
            (4, "one\ntwo\nthree\nverylong\nx", 7),
        ] {
            let lines = Lines::of(parts.clone(), columns);
            assert_eq!((&*lines.text, lines.count), (text, expected), "{columns}");
        }
        assert_eq!(Lines::of(parts, 0).count, "onetwothreeverylongx".len());
    }
}
