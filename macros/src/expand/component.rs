//! The network as a layer of another network.

use super::context::Context;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

/// The type behind a path, if it can be a layer of a network: `<Encoder as InNetwork>::Component`,
/// with spans from the path's first token to its last.
///
/// If it cannot, this is no type, and the compiler reports nothing else about it: one error.
pub(super) fn of_path(path: &Path, runtime: &TokenStream) -> TokenStream {
    let (open, component) = around(path, "Component");
    quote!(#open #path as #runtime::InNetwork>::#component)
}

/// The first and the last token of a type made from a path, with the spans of the path's ends.
pub(super) fn around(path: &Path, last: &str) -> (TokenStream, Ident) {
    let first = path.span();
    let end = path.to_token_stream().into_iter().last().map_or(first, |token| token.span());
    (quote_spanned!(first=> <), Ident::new(last, end))
}

/// Emits what every network is as a component, trainable or not.
///
/// ```ignore
/// impl Parameters for Encoder {
///     const PARAMETERS: &'static [Parameter] = <Self as Network>::PARAMETERS;
/// }
///
/// impl InNetwork for Encoder {
///     type Component = Self;
/// }
///
/// impl Component for Encoder {
///     // the constants of `Network`, and `predict`
/// }
/// ```
pub(super) fn component(context: &Context<'_>) -> TokenStream {
    let (runtime, parameters, network) =
        (&context.runtime, context.parameters(), context.network());
    quote! {
        impl #parameters #runtime::Parameters for #network {
            const PARAMETERS: &'static [#runtime::Parameter] =
                <Self as #runtime::Network>::PARAMETERS;
        }

        impl #parameters #runtime::InNetwork for #network {
            type Component = Self;
        }

        impl #parameters #runtime::Component for #network {
            #runtime::component!();
        }
    }
}

/// Emits the same for training; `scratch` is the memory for the gradient with respect to its input.
///
/// ```ignore
/// impl TrainableComponent for Encoder {
///     const FUSED: bool = <Self as Trainable>::FUSED;
///     fn workspace(batch: usize) -> usize {
///         elements(batch, 0, &[<Self as Trainable>::workspace(batch), max(&[input_gradient_scratch(784, 300)])])
///     }
///     // `forward` and `backward`
/// }
/// ```
pub(super) fn trainable(context: &Context<'_>, scratch: &TokenStream) -> TokenStream {
    let (runtime, parameters, network) =
        (&context.runtime, context.parameters(), context.network());
    let batch = &context.names.batch;
    quote! {
        impl #parameters #runtime::TrainableComponent for #network {
            const FUSED: bool = <Self as #runtime::Trainable>::FUSED;

            fn workspace(#batch: usize) -> usize {
                #runtime::elements(#batch, 0, &[<Self as #runtime::Trainable>::workspace(#batch), #scratch])
            }

            #runtime::trainable_component!();
        }
    }
}
