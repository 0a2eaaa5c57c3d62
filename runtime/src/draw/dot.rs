//! A network as a graph in the DOT language, for Graphviz and many editors.

use super::node::{Drawing, Role};
use crate::network::Network;
use core::fmt::{self, Write};

/// A network in the DOT language; displayed, it is the text of the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot(Drawing);

impl Dot {
    /// The drawing of a network.
    pub const fn of<N: Network>() -> Self {
        Self(Drawing::of::<N>())
    }
}

impl fmt::Display for Dot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "digraph {} {{", Quoted(self.0.name))?;
        writeln!(f, "    node [shape=box, style=rounded, fontname=\"sans-serif\"];")?;
        for node in self.0.nodes() {
            write!(f, "    {} [label=\"", Quoted(node.row.name))?;
            write!(Escaped(f), "{}\n{}\n{}", node.row.name, node.kind(), node.shape())?;
            for output in node.output_names() {
                write!(Escaped(f), "\noutput {output}")?;
            }
            match node.role {
                Role::Input => writeln!(f, "\", shape=ellipse, style=solid];")?,
                Role::Layer => writeln!(f, "\"];")?,
                Role::Output => writeln!(f, "\", penwidth=2];")?,
            }
        }
        for node in self.0.nodes() {
            for input in node.row.inputs {
                writeln!(f, "    {} -> {};", Quoted(input), Quoted(node.row.name))?;
            }
        }
        f.write_str("}\n")
    }
}

/// A name in quotation marks.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        Escaped(f).write_str(self.0)?;
        f.write_char('"')
    }
}

/// Escapes the characters that are special in a quoted text; lines end with `\n`.
struct Escaped<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl fmt::Write for Escaped<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| match character {
            '"' => self.0.write_str("\\\""),
            '\\' => self.0.write_str("\\\\"),
            '\n' => self.0.write_str("\\n"),
            other => self.0.write_char(other),
        })
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn names_are_escaped() {
        assert_eq!(Quoted("größe").to_string(), "\"größe\"");
        assert_eq!(Quoted("Gate<\"a\\b\">\n").to_string(), "\"Gate<\\\"a\\\\b\\\">\\n\"");
    }
}
