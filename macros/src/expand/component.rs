//! The network as one layer of another network.

use super::context::Context;
use crate::plan;
use proc_macro2::TokenStream;
use quote::quote;

/// Emits what every network with one input and one output is to others, trained or not.
///
/// ```ignore
/// impl Parameters for Encoder {
///     const PARAMETERS: &'static [Parameter] = <Self as Network>::PARAMETERS;
/// }
///
/// impl Component for Encoder {
///     // the constants of `Network`, and `predict`
/// }
/// ```
pub(super) fn component(context: &Context<'_>) -> TokenStream {
    if !plan::is_component(context.graph) {
        return TokenStream::new();
    }
    let (runtime, network) = (&context.runtime, &context.graph.name);
    quote! {
        impl #runtime::Parameters for #network {
            const PARAMETERS: &'static [#runtime::Parameter] =
                <Self as #runtime::Network>::PARAMETERS;
        }

        impl #runtime::Component for #network {
            #runtime::component!();
        }
    }
}

/// Emits the same for training; `scratch` is what its input's gradient needs.
///
/// ```ignore
/// impl TrainableComponent for Encoder {
///     const FUSED: bool = <Self as Trainable>::FUSED;
///     fn workspace(batch: usize) -> usize {
///         <Self as Trainable>::workspace(batch) + max(&[input_gradient_scratch(784, 300)])
///     }
///     // `forward` and `backward`
/// }
/// ```
pub(super) fn trainable(context: &Context<'_>, scratch: &TokenStream) -> TokenStream {
    if !plan::is_component(context.graph) {
        return TokenStream::new();
    }
    let (runtime, network) = (&context.runtime, &context.graph.name);
    let batch = &context.names.batch;
    quote! {
        impl #runtime::TrainableComponent for #network {
            const FUSED: bool = <Self as #runtime::Trainable>::FUSED;

            fn workspace(#batch: usize) -> usize {
                <Self as #runtime::Trainable>::workspace(#batch) + #scratch
            }

            #runtime::trainable_component!();
        }
    }
}
