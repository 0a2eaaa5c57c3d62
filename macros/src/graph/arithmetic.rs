//! Sums and differences of dimensions, in numbers where they are known.

use super::shape::{Dimension, grouped};
use quote::quote;

impl Dimension {
    /// The sum; numbers come first: `5 + WIDTH`.
    pub(crate) fn sum(dimensions: &[Dimension]) -> Dimension {
        let mut known = 0_usize;
        let mut terms = Vec::new();
        for dimension in dimensions {
            match dimension {
                Dimension::Known(number) => known = known.saturating_add(*number),
                unknown if unknown.is_unknown() => return Dimension::unknown(),
                Dimension::Constant { tokens, text } => {
                    terms.push((quote!((#tokens)), text.clone()))
                }
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

    /// What lies between `start` and `end`; 0 where they are the wrong way round, which is
    /// reported elsewhere.
    pub(crate) fn difference(end: &Dimension, start: &Dimension) -> Dimension {
        match (end, start) {
            (end, Dimension::Known(0)) => end.clone(),
            (Dimension::Known(end), Dimension::Known(start)) => {
                Dimension::Known(end.saturating_sub(*start))
            }
            (end, start) if end.is_unknown() || start.is_unknown() => Dimension::unknown(),
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
        }
    }
}
