//! The author's constants, and what only the compiler can check of them, as items that it evaluates in `cargo check`.
//!
//! ```text
//! const _: () = {
//!     use burdock::private::{Part as __Part, require as __require};
//!     __require(__Digits_HIDDEN == 10, &[__Part::Text("..")])
//! };
//! ```

use crate::graph::assertion::{Assertion, Condition, Part};
use crate::graph::constants::{Constant, Value};
use crate::graph::shape::Dimension;
use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::quote;
use syn::Path;
use syn::spanned::Spanned;

/// The author's expressions under their own names, of the only type that a dimension has.
///
/// ```text
/// const __Digits_HIDDEN: usize = HIDDEN;
/// ```
pub(crate) fn constants(runtime: &Path, constants: &[Constant]) -> TokenStream {
    let constants = constants.iter().map(|Constant { name, value, .. }| {
        let value = match value {
            Value::Expression(expression) => expression.clone(),
            Value::Outputs(path) => quote!(<#path as #runtime::component::Component>::OUTPUTS),
            Value::Length(path) => quote!(<#path as #runtime::component::Component>::NUMBERS),
        };
        quote! {
            #[doc(hidden)]
            #[allow(non_upper_case_globals)]
            const #name: usize = #value;
        }
    });
    constants.collect()
}

/// One constant for each assertion.
pub(crate) fn assertions<'a>(
    runtime: &Path,
    assertions: impl Iterator<Item = &'a Assertion>,
) -> TokenStream {
    assertions.map(|assertion| emit(runtime, assertion)).collect()
}

/// The compiler underlines the call: from the author's first token to the last. That is why its
/// function has a name of one word, at the author's place.
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
        Condition::Less(left, right) => {
            let (left, right) = (tokens(left), tokens(right));
            quote!(#left < #right)
        }
        Condition::AtMost(left, right) => {
            let (left, right) = (tokens(left), tokens(right));
            quote!(#left <= #right)
        }
        Condition::Takes(path, shape) => {
            let sizes = shape.0.iter().map(tokens);
            quote! {
                __same_shape(
                    <#path as #runtime::component::Component>::INPUT_SHAPE, &[#(#sizes),*],
                )
            }
        }
    };
    let parts = assertion.message.iter().map(|part| match part {
        Part::Text(text) => quote!(__Part::Text(#text)),
        Part::Number(dimension) => {
            let dimension = tokens(dimension);
            quote!(__Part::Number(#dimension))
        }
        Part::Takes(path) => {
            quote!(__Part::Shape(<#path as #runtime::component::Component>::INPUT_SHAPE))
        }
    });
    let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#condition, &[#(#parts),*]));
    arguments.set_span(last);
    let require = Ident::new("__require", first);
    let same_shape = matches!(assertion.condition, Condition::Takes(..))
        .then(|| quote!(use #runtime::private::same_shape as __same_shape;));
    quote! {
        const _: () = {
            #same_shape
            use #runtime::private::{Part as __Part, require as #require};
            #require #arguments
        };
    }
}

fn tokens(dimension: &Dimension) -> TokenStream {
    match dimension {
        Dimension::Known(number) => quote!(#number),
        Dimension::Constant { tokens, .. } => quote!((#tokens)),
    }
}
