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
    let (left, right) = pair;
    let mut message = vec![Part::Text(format!(
        "`{name}` is declared as {declared}, but its layers give {given}"
    ))];
    for (index, dimension) in [&left, &right].into_iter().enumerate() {
        if let Dimension::Constant { text, .. } = dimension {
            let comma = if index == 0 || message.len() == 1 { ", where " } else { " and " };
            message.push(Part::Text(format!("{comma}{text} is ")));
            message.push(Part::Number(dimension.clone()));
        }
    }
    message.push(Part::Text(format!("\n  {chain}")));
    Assertion { condition: Condition::Equal(left, right), message, at: at.into_token_stream() }
}
