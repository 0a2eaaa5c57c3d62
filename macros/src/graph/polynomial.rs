//! Polynomials over const parameters, in which the macro computes with dimensions whose values it
//! does not know.
//!
//! Equal polynomials have the same terms; so `A + B` is `B + A`, and `H + H` is `2 * H`.

use super::shape::grouped;
use proc_macro2::TokenStream;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::{self, Debug, Display, Formatter};
use syn::Path;

/// A sum of terms, each the product of a coefficient and atoms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Polynomial {
    /// The coefficient of each product of sorted atoms, never 0.
    terms: BTreeMap<Vec<Atom>, i128>,
}

/// An indeterminate: a parameter, an expression over `const` items, or the output size of a
/// component whose type depends on parameters. At least 1.
#[derive(Clone)]
pub(crate) struct Atom {
    /// The parameter's index in the declaration; `None` for an expression.
    pub(crate) parameter: Option<usize>,
    /// The component whose output has this size, if it is one.
    pub(crate) component: Option<Path>,
    /// As it is written in messages.
    pub(crate) text: String,
    /// As it is written in code.
    pub(crate) tokens: TokenStream,
}

impl Polynomial {
    pub(crate) fn number(number: i128) -> Polynomial {
        Polynomial::of(Vec::new(), number)
    }

    pub(crate) fn atom(atom: Atom) -> Polynomial {
        Polynomial::of(vec![atom], 1)
    }

    pub(crate) fn plus(&self, other: &Polynomial) -> Polynomial {
        let mut sum = self.clone();
        for (atoms, number) in &other.terms {
            sum.add(atoms.clone(), *number);
        }
        sum
    }

    pub(crate) fn minus(&self, other: &Polynomial) -> Polynomial {
        self.plus(&Polynomial::number(-1).times(other))
    }

    pub(crate) fn times(&self, other: &Polynomial) -> Polynomial {
        let mut product = Polynomial::default();
        for (left, one) in &self.terms {
            for (right, other) in &other.terms {
                let mut atoms: Vec<Atom> = left.iter().chain(right).cloned().collect();
                atoms.sort();
                product.add(atoms, one.saturating_mul(*other));
            }
        }
        product
    }

    /// The coefficient of each product, and its atoms.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (i128, &[Atom])> {
        self.terms.iter().map(|(atoms, number)| (*number, atoms.as_slice()))
    }

    /// The largest coefficient; 0 if there are no terms.
    pub(crate) fn largest_number(&self) -> i128 {
        self.terms.values().copied().max().unwrap_or(0)
    }

    /// The number, if it is constant.
    pub(crate) fn as_number(&self) -> Option<i128> {
        match self.terms.iter().next() {
            None => Some(0),
            Some((atoms, number)) if atoms.is_empty() && self.terms.len() == 1 => Some(*number),
            Some(_) => None,
        }
    }

    /// The atom, if it is nothing but one.
    pub(crate) fn as_atom(&self) -> Option<&Atom> {
        match self.terms.iter().next() {
            Some((atoms, 1)) if self.terms.len() == 1 => match atoms.as_slice() {
                [atom] => Some(atom),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether no coefficient is negative, as types can only compute sums and products.
    pub(crate) fn is_sum(&self) -> bool {
        self.terms.values().all(|number| *number > 0)
    }

    /// Whether it is `least` or more for all values of the atoms; false if that cannot be proven.
    ///
    /// Each atom is written as `1 + rest`, and no rest is negative.
    pub(crate) fn is_at_least(&self, least: i128) -> bool {
        let mut shifted = Polynomial::number(-least);
        for (atoms, number) in &self.terms {
            let mut product = Polynomial::number(*number);
            for atom in atoms {
                product =
                    product.times(&Polynomial::number(1).plus(&Polynomial::atom(atom.clone())));
            }
            shifted = shifted.plus(&product);
        }
        shifted.is_sum()
    }

    fn of(atoms: Vec<Atom>, number: i128) -> Polynomial {
        let mut polynomial = Polynomial::default();
        polynomial.add(atoms, number);
        polynomial
    }

    fn add(&mut self, atoms: Vec<Atom>, number: i128) {
        let sum = self.terms.get(&atoms).copied().unwrap_or(0).saturating_add(number);
        if sum == 0 {
            self.terms.remove(&atoms);
        } else {
            self.terms.insert(atoms, sum);
        }
    }
}

impl Display for Polynomial {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.terms.is_empty() {
            return f.write_str("0");
        }
        // Subtracted terms come last.
        let (minus, plus): (Vec<_>, Vec<_>) = self.terms().partition(|(number, _)| *number < 0);
        for (index, (number, atoms)) in plus.into_iter().chain(minus).enumerate() {
            match (index, number < 0) {
                (0, false) => {}
                (0, true) => f.write_str("-")?,
                (_, false) => f.write_str(" + ")?,
                (_, true) => f.write_str(" - ")?,
            }
            let number = number.unsigned_abs();
            let number = (number != 1 || atoms.is_empty()).then(|| number.to_string());
            let is_alone = self.terms.len() == 1 && atoms.len() == 1 && number.is_none();
            let atom = |atom: &Atom| if is_alone { atom.text.clone() } else { grouped(&atom.text) };
            let factors: Vec<String> = number.into_iter().chain(atoms.iter().map(atom)).collect();
            f.write_str(&factors.join(" * "))?;
        }
        Ok(())
    }
}

impl Atom {
    /// Parameters come first, in the order of the declaration.
    fn key(&self) -> (usize, &str) {
        (self.parameter.unwrap_or(usize::MAX), &self.text)
    }
}

impl Debug for Atom {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Atom {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Atom {}

impl PartialOrd for Atom {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Atom {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(place: usize) -> Polynomial {
        let text = ["A", "B", "H"][place];
        Polynomial::atom(Atom { parameter: Some(place), ..atom(text) })
    }

    fn constant(text: &str) -> Polynomial {
        Polynomial::atom(atom(text))
    }

    fn atom(text: &str) -> Atom {
        Atom { parameter: None, component: None, text: text.into(), tokens: TokenStream::new() }
    }

    #[test]
    fn equal_sums_have_equal_terms() {
        let (a, b, h) = (parameter(0), parameter(1), parameter(2));
        assert_eq!(a.plus(&b), b.plus(&a));
        assert_eq!(h.plus(&h), Polynomial::number(2).times(&h));
        assert_eq!(a.plus(&b).times(&h), h.times(&a).plus(&b.times(&h)));
        assert_eq!(a.plus(&b).minus(&a), b);
        assert_ne!(a, b);
        assert_ne!(a.times(&a), a);
    }

    #[test]
    fn what_is_left_of_differences_is_seen() {
        let (a, b) = (parameter(0), parameter(1));
        assert_eq!(a.plus(&Polynomial::number(3)).minus(&a).as_number(), Some(3));
        assert_eq!(a.minus(&a).as_number(), Some(0));
        assert_eq!(a.minus(&b).as_number(), None);
        assert_eq!(a.plus(&b).minus(&b).as_atom().map(|atom| &*atom.text), Some("A"));
        assert!(a.times(&b).as_atom().is_none() && a.plus(&a).as_atom().is_none());
    }

    #[test]
    fn atoms_are_at_least_one() {
        let (a, b) = (parameter(0), parameter(1));
        assert!(a.is_at_least(1) && !a.is_at_least(2));
        assert!(a.plus(&b).is_at_least(2) && a.times(&b).is_at_least(1));
        assert!(a.times(&b).minus(&a).is_at_least(0));
        assert!(!a.minus(&b).is_at_least(0) && !a.minus(&b).is_sum());
        assert!(a.times(&a).minus(&a).is_at_least(0) && !a.times(&a).minus(&a).is_at_least(1));
    }

    #[test]
    fn is_written_as_in_school() {
        let (a, b, h) = (parameter(0), parameter(1), parameter(2));
        let sum = h.times(&h).plus(&Polynomial::number(5)).plus(&b).plus(&b);
        assert_eq!(sum.to_string(), "5 + 2 * B + H * H");
        assert_eq!(a.minus(&b).to_string(), "A - B");
        assert_eq!(b.minus(&a).to_string(), "B - A");
        assert_eq!(Polynomial::number(-1).times(&a).to_string(), "-A");
        assert_eq!(constant("SIDE * 2").to_string(), "SIDE * 2");
        assert_eq!(constant("SIDE * 2").plus(&a).to_string(), "A + (SIDE * 2)");
        assert_eq!(a.minus(&a).to_string(), "0");
    }
}
