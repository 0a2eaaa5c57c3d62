//! Numbers of elements, in memory or in a layer: known to the macro, or only to the compiler.

use crate::graph::polynomial::Atom;
use crate::graph::shape::{Dimension, Shape};
use proc_macro2::TokenStream;
use std::fmt::{self, Debug, Formatter};
use syn::Path;

/// A number of elements: an integer if the macro knows it, otherwise an expression over the user's
/// constants and parameters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Size {
    Known(usize),
    Constant(Constant),
    /// At least two terms, of which at most the last is known.
    Sum(Vec<Size>),
    /// At least two factors, of which at most the last is known.
    Product(Vec<Size>),
    /// At least two sizes of which the largest counts; at most the last is known.
    Max(Vec<Size>),
}

/// An expression over `const` items, or a parameter; those that are written alike are equal.
#[derive(Clone)]
pub(crate) struct Constant {
    pub(crate) tokens: TokenStream,
    pub(crate) text: String,
    /// The component whose output has this size, if no generic argument can express the size.
    pub(crate) component: Option<Path>,
}

impl Debug for Constant {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Constant {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Size {
    /// The number of elements of a value of this shape.
    pub(crate) fn of(shape: &Shape) -> Self {
        Self::product(shape.0.iter().map(Size::from))
    }

    /// The number, if the macro knows it.
    pub(crate) fn known(&self) -> Option<usize> {
        match self {
            Size::Known(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn sum(terms: impl IntoIterator<Item = Size>) -> Self {
        let (mut unknown, mut known) = (Vec::new(), 0);
        for term in terms {
            match term {
                Size::Known(number) => known += number,
                Size::Sum(inner) => {
                    for term in inner {
                        match term {
                            Size::Known(number) => known += number,
                            other => unknown.push(other),
                        }
                    }
                }
                other => unknown.push(other),
            }
        }
        Self::collect(unknown, (known != 0).then_some(known), 0, Size::Sum)
    }

    pub(crate) fn product(factors: impl IntoIterator<Item = Size>) -> Self {
        let (mut unknown, mut known) = (Vec::new(), 1);
        for factor in factors {
            match factor {
                Size::Known(number) => known *= number,
                other => unknown.push(other),
            }
        }
        if known == 0 {
            return Size::Known(0);
        }
        Self::collect(unknown, (known != 1).then_some(known), 1, Size::Product)
    }

    /// The largest of the sizes; zero if there are none.
    pub(crate) fn max(candidates: impl IntoIterator<Item = Size>) -> Self {
        let (mut unknown, mut known) = (Vec::new(), 0);
        for candidate in candidates {
            match candidate {
                Size::Known(number) => known = known.max(number),
                other if unknown.contains(&other) => {}
                other => unknown.push(other),
            }
        }
        Self::collect(unknown, (known != 0).then_some(known), 0, Size::Max)
    }

    /// The simplest form of `unknown` parts and a `known` one; `neutral` if there are no parts.
    fn collect(
        mut unknown: Vec<Size>,
        known: Option<usize>,
        neutral: usize,
        join: impl FnOnce(Vec<Size>) -> Size,
    ) -> Self {
        unknown.extend(known.map(Size::Known));
        match unknown.len() {
            0 => Size::Known(neutral),
            1 => unknown.remove(0),
            _ => join(unknown),
        }
    }
}

impl From<&Dimension> for Size {
    fn from(dimension: &Dimension) -> Self {
        match dimension {
            Dimension::Known(number) => Size::Known(*number),
            Dimension::Constant { tokens, text } => {
                let (tokens, text) = (tokens.clone(), text.clone());
                Size::Constant(Constant { tokens, text, component: None })
            }
            Dimension::Generic(polynomial) => {
                Self::sum(polynomial.terms().map(|(number, atoms)| {
                    let number = usize::try_from(number).expect("dimensions are at least 1");
                    Self::product(atoms.iter().map(Size::from).chain([Size::Known(number)]))
                }))
            }
        }
    }
}

impl From<&Atom> for Size {
    fn from(atom: &Atom) -> Self {
        let Atom { tokens, text, component, .. } = atom.clone();
        Size::Constant(Constant { tokens, text, component })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn constant() -> Size {
        let (tokens, text) = (quote!(HIDDEN), "HIDDEN".into());
        Size::Constant(Constant { tokens, text, component: None })
    }

    #[test]
    fn known_parts_are_folded() {
        assert_eq!(Size::sum([Size::Known(3), Size::Known(4)]), Size::Known(7));
        assert_eq!(Size::product([Size::Known(3), Size::Known(4)]), Size::Known(12));
        assert_eq!(Size::max([Size::Known(3), Size::Known(4)]), Size::Known(4));
    }

    #[test]
    fn the_neutral_number_vanishes_beside_a_constant() {
        assert_eq!(Size::sum([Size::Known(0), constant()]), constant());
        assert_eq!(Size::product([Size::Known(1), constant()]), constant());
        assert_eq!(Size::max([constant(), Size::Known(0), constant()]), constant());
    }

    #[test]
    fn sums_of_sums_are_flat() {
        let inner = Size::sum([constant(), Size::Known(2)]);
        let outer = Size::sum([inner, Size::Known(3)]);
        assert_eq!(outer, Size::Sum(vec![constant(), Size::Known(5)]));
    }

    #[test]
    fn nothing_times_a_constant_is_nothing() {
        assert_eq!(Size::product([constant(), Size::Known(0)]), Size::Known(0));
        assert_eq!(Size::sum([]), Size::Known(0));
        assert_eq!(Size::product([]), Size::Known(1));
    }
}
