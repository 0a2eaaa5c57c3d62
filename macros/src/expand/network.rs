//! The implementations of `Network` and `Model`.

use super::context::Context;
use super::{forward, ports, tables};
use proc_macro2::TokenStream;
use quote::quote;

/// Emits the network's types of input and output, its tables and its `predict` methods.
///
/// ```ignore
/// impl Network for FashionMlp {
///     type Input = [[f32; 28]; 28];
///     type Output = [f32; 10];
///     // the tables, then `heads`
///     fn predict(&self, input: &Self::Input) -> Self::Output {
///         predict::<Self, { stack_scratch(400) }>(self, input)
///     }
/// }
/// ```
pub(super) fn network(context: &Context<'_>) -> TokenStream {
    let (runtime, parameters, network) =
        (&context.runtime, context.parameters(), context.network());
    let (input, output) = (ports::input(context), ports::output(context));
    let (tables, heads) = (tables::tables(context), forward::heads(context));
    let scratch = context.scratch();
    let sample = &context.names.input;
    let predict = if context.graph.parameters.is_empty() {
        quote!(#runtime::predict::<Self, { #runtime::stack_scratch(#scratch) }>)
    } else {
        quote!(#runtime::predict_sized)
    };
    quote! {
        impl #parameters #runtime::Network for #network {
            type Input = #input;
            type Output = #output;
            #tables
            #heads

            fn predict(&self, #sample: &Self::Input) -> Self::Output {
                #predict(self, #sample)
            }
        }
    }
}

/// Emits what lets the trainer accept the network itself, as it also accepts a box of one.
///
/// ```ignore
/// impl Model for FashionMlp {
///     type Network = Self;
///     fn network(&self) -> &Self { self }
/// }
///
/// impl ModelMut for FashionMlp {
///     fn network_mut(&mut self) -> &mut Self { self }
/// }
/// ```
pub(super) fn model(context: &Context<'_>) -> TokenStream {
    let (runtime, parameters, network) =
        (&context.runtime, context.parameters(), context.network());
    quote! {
        impl #parameters #runtime::Model for #network {
            type Network = Self;

            fn network(&self) -> &Self {
                self
            }
        }

        impl #parameters #runtime::ModelMut for #network {
            fn network_mut(&mut self) -> &mut Self {
                self
            }
        }
    }
}
