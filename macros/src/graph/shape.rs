//! Shapes whose dimensions are numbers, expressions over constants, or sums of const parameters.

use super::polynomial::{Atom, Polynomial};
use crate::diagnostics::Fault;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::fmt::{self, Display, Formatter};
use syn::Path;

/// One dimension: known while the macro runs, or only to the compiler.
#[derive(Clone, Debug)]
pub(crate) enum Dimension {
    /// A literal, or computed from literals.
    Known(usize),
    /// An expression over `const` items, such as `SIDE * SIDE`, of type `usize`.
    Constant {
        /// The names of the graph's constants in it, with the user's spans.
        tokens: TokenStream,
        /// As it is written in messages.
        text: String,
    },
    /// An expression with const parameters of the network, whose values differ from use to use.
    Generic(Polynomial),
}

/// The shape of one sample of a value; it is never empty in a graph without errors.
#[derive(Clone)]
pub(crate) struct Shape(pub(crate) Vec<Dimension>);

/// The largest number of elements of a shape: more are a mistake, not a network.
pub(crate) const MOST: usize = u32::MAX as usize;

/// The result of comparing two shapes.
pub(crate) enum Comparison {
    /// They are equal, whatever the constants are.
    Same,
    /// They are not equal, whatever the constants are.
    Different,
    /// They are equal if these dimensions, at least one of which is a constant, are equal.
    If(Vec<(Dimension, Dimension)>),
    /// They are not equal for every value of the parameters; why not: `A and B may differ`.
    Unproven(String),
}

impl Comparison {
    /// Replaces the result by the reason why the shapes may differ, if they only may.
    pub(crate) fn explain(&self, fault: &mut Fault) {
        if let Comparison::Unproven(doubt) = self {
            fault.detail(doubt);
        }
    }
}

impl Dimension {
    /// Stands for a dimension that has an error: like a constant, it fits everywhere.
    pub(crate) fn unknown() -> Dimension {
        Dimension::Constant { tokens: TokenStream::new(), text: "?".into() }
    }

    /// Whether the dimension only stands for one that has an error.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, Dimension::Constant { text, .. } if text == "?")
    }

    /// Whether the user could write it as it appears in messages: the macro's own wording, such as
    /// `numbers of Encoder`, has an `of` in it, which no expression has.
    pub(crate) fn is_writable(&self) -> bool {
        !self.to_string().contains(" of ")
    }

    /// Whether it contains a parameter.
    pub(crate) fn is_generic(&self) -> bool {
        matches!(self, Dimension::Generic(_))
    }

    /// The component whose output has this size, if its type depends on parameters.
    pub(crate) fn component(&self) -> Option<&Path> {
        match self {
            Dimension::Generic(sum) => sum.as_atom()?.component.as_ref(),
            _ => None,
        }
    }

    /// Whether Rust can express it as the length of an array.
    pub(crate) fn is_length(&self) -> bool {
        match self {
            Dimension::Generic(sum) => sum.as_atom().is_some_and(|atom| atom.component.is_none()),
            _ => true,
        }
    }

    /// Whether the compiler can check that a component's output has this number of elements.
    fn is_asserted_of(&self, component: &Dimension) -> bool {
        component.component().is_some() && self.is_length()
    }

    /// Whether it contains the parameter of that name.
    pub(crate) fn depends_on(&self, parameter: &Ident) -> bool {
        let Dimension::Generic(sum) = self else { return false };
        let is_it = |atom: &Atom| atom.parameter.is_some() && *parameter == atom.text;
        sum.terms().any(|(_, atoms)| atoms.iter().any(is_it))
    }

    /// As a polynomial, in which a constant that only the compiler knows is one atom.
    pub(crate) fn polynomial(&self) -> Polynomial {
        match self {
            Dimension::Known(number) => Polynomial::number(*number as i128),
            Dimension::Generic(polynomial) => polynomial.clone(),
            Dimension::Constant { tokens, text } => Polynomial::atom(Atom {
                parameter: None,
                component: None,
                text: text.clone(),
                tokens: tokens.clone(),
            }),
        }
    }
}

impl From<Polynomial> for Dimension {
    /// In its simplest form; a negative number counts as 0.
    fn from(polynomial: Polynomial) -> Self {
        match (polynomial.as_number(), polynomial.as_atom()) {
            (Some(number), _) => Dimension::Known(usize::try_from(number).unwrap_or(0)),
            (None, Some(Atom { parameter: None, component: None, text, tokens })) => {
                Dimension::Constant { tokens: tokens.clone(), text: text.clone() }
            }
            _ => Dimension::Generic(polynomial),
        }
    }
}

impl Shape {
    /// The number of elements; `None` if it is more than [`MOST`].
    pub(crate) fn numbers(&self) -> Option<Dimension> {
        if self.0.iter().any(Dimension::is_generic) {
            return self.generic_numbers();
        }
        let mut known = 1_usize;
        let mut constants = Vec::new();
        for dimension in &self.0 {
            match dimension {
                Dimension::Known(number) => known = known.checked_mul(*number)?,
                constant if constant.is_unknown() => return Some(Dimension::unknown()),
                Dimension::Constant { tokens, text } => constants.push((tokens, text)),
                Dimension::Generic(_) => unreachable!("products with parameters are polynomials"),
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

    fn generic_numbers(&self) -> Option<Dimension> {
        if self.0.iter().any(Dimension::is_unknown) {
            return Some(Dimension::unknown());
        }
        let product = |product: Polynomial, next: &Dimension| product.times(&next.polynomial());
        let numbers = self.0.iter().fold(Polynomial::number(1), product);
        (numbers.largest_number() <= MOST as i128).then(|| Dimension::from(numbers))
    }

    /// Whether Rust can express it as an array.
    pub(crate) fn is_array(&self) -> bool {
        self.0.iter().all(Dimension::is_length)
    }

    /// Whether the shapes are equal.
    pub(crate) fn compare(&self, other: &Shape) -> Comparison {
        if self.0.len() != other.0.len() {
            return Comparison::Different;
        }
        let (mut open, mut unproven) = (Vec::new(), None);
        for (left, right) in self.0.iter().zip(&other.0) {
            match (left, right) {
                (Dimension::Known(left), Dimension::Known(right)) if left == right => {}
                (Dimension::Known(_), Dimension::Known(_)) => return Comparison::Different,
                _ if left.is_unknown() || right.is_unknown() => {}
                _ if left.is_generic() || right.is_generic() => {
                    match left.polynomial().minus(&right.polynomial()).as_number() {
                        Some(0) => {}
                        Some(_) => return Comparison::Different,
                        None if left.is_asserted_of(right) || right.is_asserted_of(left) => {
                            open.push((left.clone(), right.clone()));
                        }
                        None => unproven = unproven.or_else(|| Some(doubt(left, right))),
                    }
                }
                _ if left.to_string() == right.to_string() => {}
                _ => open.push((left.clone(), right.clone())),
            }
        }
        match unproven {
            Some(doubt) => Comparison::Unproven(doubt),
            None if open.is_empty() => Comparison::Same,
            None => Comparison::If(open),
        }
    }
}

impl Display for Dimension {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Dimension::Known(number) => number.fmt(f),
            Dimension::Constant { text, .. } => text.fmt(f),
            Dimension::Generic(polynomial) => polynomial.fmt(f),
        }
    }
}

impl Display for Shape {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let dimensions: Vec<String> = self.0.iter().map(Dimension::to_string).collect();
        write!(f, "[{}]", dimensions.join(", "))
    }
}

/// Why two dimensions cannot be proven equal.
fn doubt(one: &Dimension, other: &Dimension) -> String {
    match (one, other) {
        (Dimension::Known(number), sum) | (sum, Dimension::Known(number)) => {
            format!("{sum} need not be {number}")
        }
        (one, other) => format!("{one} and {other} may differ"),
    }
}

/// The text of a factor, in parentheses if it is more than a name.
pub(super) fn grouped(text: &str) -> String {
    let atom = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':'));
    if !atom { format!("({text})") } else { text.to_owned() }
}
