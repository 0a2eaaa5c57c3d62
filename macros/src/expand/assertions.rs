//! What only the compiler can check, as items that it evaluates in `cargo check`.
//!
//! ```text
//! const _: () = burdock::private::require(HIDDEN == 10, &[Part::Text("..")]);
//! ```

use crate::graph::assertion::{Assertion, Condition, Part};
use crate::graph::shape::Dimension;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

/// One constant for each assertion.
pub(crate) fn assertions<'a>(
    runtime: &Path,
    assertions: impl Iterator<Item = &'a Assertion>,
) -> TokenStream {
    assertions.map(|assertion| emit(runtime, assertion)).collect()
}

/// The compiler underlines the call: from the author's first token to the last.
fn emit(runtime: &Path, assertion: &Assertion) -> TokenStream {
    let first = assertion.at.span();
    let last = assertion.at.clone().into_iter().last().map_or(first, |token| token.span());
    let condition = match &assertion.condition {
        Condition::Positive(dimension) => {
            let dimension = tokens(dimension);
            quote!(#dimension > 0)
        }
        Condition::Equal(left, right) => {
            let (left, right) = (tokens(left), tokens(right));
            quote!(#left == #right)
        }
    };
    let parts = assertion.message.iter().map(|part| match part {
        Part::Text(text) => quote!(#runtime::private::Part::Text(#text)),
        Part::Number(dimension) => {
            let dimension = tokens(dimension);
            quote!(#runtime::private::Part::Number(#dimension))
        }
    });
    let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#condition, &[#(#parts),*]));
    arguments.set_span(last);
    let require = located_at(quote!(#runtime::private::require), first);
    quote_spanned!(first=> const _: () = #require #arguments;)
}

/// The tokens at another place; what their names mean stays.
fn located_at(tokens: TokenStream, place: Span) -> TokenStream {
    let relocate = |mut token: TokenTree| {
        token.set_span(token.span().located_at(place));
        token
    };
    tokens.into_iter().map(relocate).collect()
}

fn tokens(dimension: &Dimension) -> TokenStream {
    match dimension {
        Dimension::Known(number) => quote!(#number),
        Dimension::Constant { tokens, .. } => quote!((#tokens)),
    }
}
