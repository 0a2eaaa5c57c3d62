//! Shapes whose dimensions are numbers or expressions over constants.

use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::{self, Display, Formatter};

/// One dimension: known while the macro runs, or only to the compiler.
#[derive(Clone, Debug)]
pub(crate) enum Dimension {
    /// A literal, or what follows from literals.
    Known(usize),
    /// An expression over `const` items, such as `SIDE * SIDE`, of type `usize`.
    Constant {
        /// The names of the graph's constants in it, at the author's places.
        tokens: TokenStream,
        /// As it is written in messages.
        text: String,
    },
}

/// The shape of one sample of a value; empty dimensions never occur in a graph without faults.
#[derive(Clone)]
pub(crate) struct Shape(pub(crate) Vec<Dimension>);

/// The most numbers that a shape may hold: what is larger is a slip, not a network.
pub(crate) const MOST: usize = u32::MAX as usize;

/// What comparing two shapes says.
pub(crate) enum Comparison {
    /// They fit, whatever the constants are.
    Same,
    /// They do not fit, whatever the constants are.
    Different,
    /// They fit if these dimensions, of which one at least is a constant, are equal.
    If(Vec<(Dimension, Dimension)>),
}

impl Dimension {
    /// In place of a dimension that has a fault: like a constant, it fits everywhere.
    pub(crate) fn unknown() -> Dimension {
        Dimension::Constant { tokens: TokenStream::new(), text: "?".into() }
    }

    /// Whether the dimension only stands for one that has a fault.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, Dimension::Constant { text, .. } if text == "?")
    }
}

impl Shape {
    /// How many numbers there are; nothing if more than [`MOST`].
    pub(crate) fn numbers(&self) -> Option<Dimension> {
        let mut known = 1_usize;
        let mut constants = Vec::new();
        for dimension in &self.0 {
            match dimension {
                Dimension::Known(number) => known = known.checked_mul(*number)?,
                constant if constant.is_unknown() => return Some(Dimension::unknown()),
                Dimension::Constant { tokens, text } => constants.push((tokens, text)),
            }
        }
        if known > MOST {
            return None;
        }
        let [(first, first_text), rest @ ..] = constants.as_slice() else {
            return Some(Dimension::Known(known));
        };
        if known == 1 && rest.is_empty() {
            return Some(Dimension::Constant {
                tokens: (*first).clone(),
                text: (*first_text).clone(),
            });
        }
        let (mut tokens, mut text) = (quote!((#first)), grouped(first_text));
        for (factor, factor_text) in rest {
            tokens.extend(quote!(* (#factor)));
            text = format!("{text} * {}", grouped(factor_text));
        }
        if known > 1 {
            tokens = quote!(#known * #tokens);
            text = format!("{known} * {text}");
        }
        Some(Dimension::Constant { tokens, text })
    }

    /// Whether the shapes fit each other.
    pub(crate) fn compare(&self, other: &Shape) -> Comparison {
        if self.0.len() != other.0.len() {
            return Comparison::Different;
        }
        let mut open = Vec::new();
        for (left, right) in self.0.iter().zip(&other.0) {
            match (left, right) {
                (Dimension::Known(left), Dimension::Known(right)) if left == right => {}
                (Dimension::Known(_), Dimension::Known(_)) => return Comparison::Different,
                _ if left.is_unknown() || right.is_unknown() => {}
                _ if left.to_string() == right.to_string() => {}
                _ => open.push((left.clone(), right.clone())),
            }
        }
        if open.is_empty() { Comparison::Same } else { Comparison::If(open) }
    }
}

impl Display for Dimension {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Dimension::Known(number) => number.fmt(f),
            Dimension::Constant { text, .. } => text.fmt(f),
        }
    }
}

impl Display for Shape {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let dimensions: Vec<String> = self.0.iter().map(Dimension::to_string).collect();
        write!(f, "[{}]", dimensions.join(", "))
    }
}

/// A factor's text, in parentheses where it is more than a name.
pub(super) fn grouped(text: &str) -> String {
    let atom = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':'));
    if !atom { format!("({text})") } else { text.to_owned() }
}
