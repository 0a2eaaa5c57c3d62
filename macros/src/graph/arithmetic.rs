//! Sums and differences of dimensions, in numbers if these are known.

use super::polynomial::Polynomial;
use super::shape::{Dimension, grouped};
use quote::quote;

impl Dimension {
    /// The sum; numbers come first: `5 + WIDTH`.
    pub(crate) fn sum(dimensions: &[Dimension]) -> Dimension {
        if dimensions.iter().any(Dimension::is_unknown) {
            return Dimension::unknown();
        }
        if dimensions.iter().any(Dimension::is_generic) {
            let sum = |sum: Polynomial, next: &Dimension| sum.plus(&next.polynomial());
            return dimensions.iter().fold(Polynomial::default(), sum).into();
        }
        let mut known = 0_usize;
        let mut terms = Vec::new();
        for dimension in dimensions {
            match dimension {
                Dimension::Known(number) => known = known.saturating_add(*number),
                Dimension::Constant { tokens, text } => {
                    terms.push((quote!((#tokens)), text.clone()))
                }
                Dimension::Generic(_) => unreachable!("sums with parameters are polynomials"),
            }
        }
        if terms.is_empty() {
            return Dimension::Known(known);
        }
        if known > 0 {
            terms.insert(0, (quote!(#known), known.to_string()));
        }
        let (tokens, texts): (Vec<_>, Vec<_>) = terms.into_iter().unzip();
        Dimension::Constant { tokens: quote!(#(#tokens)+*), text: texts.join(" + ") }
    }

    /// The difference `end - start`; 0 if `start` is larger, which is an error that is
    /// reported elsewhere.
    pub(crate) fn difference(end: &Dimension, start: &Dimension) -> Dimension {
        match (end, start) {
            (end, Dimension::Known(0)) => end.clone(),
            (Dimension::Known(end), Dimension::Known(start)) => {
                Dimension::Known(end.saturating_sub(*start))
            }
            (end, start) if end.is_unknown() || start.is_unknown() => Dimension::unknown(),
            (end, start) if end.is_generic() || start.is_generic() => {
                end.polynomial().minus(&start.polynomial()).into()
            }
            (end, start) => {
                let (end_tokens, start_tokens) = (end.tokens(), start.tokens());
                Dimension::Constant {
                    tokens: quote!((#end_tokens).saturating_sub(#start_tokens)),
                    text: format!("{} - {}", end, grouped(&start.to_string())),
                }
            }
        }
    }

    fn tokens(&self) -> proc_macro2::TokenStream {
        match self {
            Dimension::Known(number) => quote!(#number),
            Dimension::Constant { tokens, .. } => tokens.clone(),
            Dimension::Generic(_) => unreachable!("differences with parameters are polynomials"),
        }
    }
}
