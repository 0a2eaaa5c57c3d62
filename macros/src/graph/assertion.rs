//! What only the compiler can check: equalities and bounds of constants.

use super::shape::{Dimension, Shape};
use proc_macro2::TokenStream;
use quote::ToTokens;

/// A condition over constants that the emitted code asserts at compile time.
pub(crate) struct Assertion {
    /// What must hold.
    pub(crate) condition: Condition,
    /// What is said if it does not, with the constants' values in it.
    pub(crate) message: Vec<Part>,
    /// The tokens to be underlined.
    pub(crate) at: TokenStream,
}

/// A condition over dimensions.
pub(crate) enum Condition {
    /// The dimension is at least 1.
    Positive(Dimension),
    /// The dimensions are equal.
    Equal(Dimension, Dimension),
}

/// A piece of a message.
pub(crate) enum Part {
    /// Words.
    Text(String),
    /// The value of a constant, in decimals.
    Number(Dimension),
}

/// Asserts that a dimension is at least 1, once for each constant.
pub(super) fn positive(
    subject: &str,
    dimension: &Dimension,
    at: impl ToTokens,
    assertions: &mut Vec<Assertion>,
) {
    let known = |assertion: &Assertion| match &assertion.condition {
        Condition::Positive(other) => other.to_string() == dimension.to_string(),
        Condition::Equal(..) => false,
    };
    if matches!(dimension, Dimension::Known(_)) || assertions.iter().any(known) {
        return;
    }
    assertions.push(Assertion {
        condition: Condition::Positive(dimension.clone()),
        message: vec![
            Part::Text(format!("{subject} cannot be {dimension} = ")),
            Part::Number(dimension.clone()),
            Part::Text(": at least 1 is needed".into()),
        ],
        at: at.into_token_stream(),
    });
}

/// Asserts that an output is what it is declared as, in one dimension.
pub(super) fn output(
    name: &str,
    declared: &Shape,
    given: &Shape,
    pair: (Dimension, Dimension),
    chain: &str,
    at: impl ToTokens,
) -> Assertion {
    let mut message = vec![Part::Text(format!("`{name}` is declared as "))];
    message.extend(with_values(declared));
    message.push(Part::Text(", but its layers give ".into()));
    message.extend(with_values(given));
    message.push(Part::Text(format!("\n  {chain}\n  help: declare {name}: {given}")));
    let condition = Condition::Equal(pair.0, pair.1);
    Assertion { condition, message, at: at.into_token_stream() }
}

/// A shape with the values of its constants: `[28, UNITS = 12]`.
fn with_values(shape: &Shape) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, dimension) in shape.0.iter().enumerate() {
        let before = if index == 0 { "[" } else { ", " };
        match dimension {
            Dimension::Known(number) => parts.push(Part::Text(format!("{before}{number}"))),
            Dimension::Constant { text, .. } => {
                parts.push(Part::Text(format!("{before}{text} = ")));
                parts.push(Part::Number(dimension.clone()));
            }
        }
    }
    parts.push(Part::Text("]".into()));
    parts
}
