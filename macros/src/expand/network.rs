//! The implementations of `Network` and `Model`.

use super::context::Context;
use super::{forward, ports, tables};
use proc_macro2::TokenStream;
use quote::quote;

/// Emits what the network takes and gives, its tables and its ways to predict.
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
    let (runtime, network) = (&context.runtime, &context.graph.name);
    let (input, output) = (ports::input(context), ports::output(context));
    let (tables, heads) = (tables::tables(context), forward::heads(context));
    let scratch = context.scratch();
    let sample = &context.names.input;
    quote! {
        impl #runtime::Network for #network {
            type Input = #input;
            type Output = #output;
            #tables
            #heads

            fn predict(&self, #sample: &Self::Input) -> Self::Output {
                #runtime::predict::<Self, { #runtime::stack_scratch(#scratch) }>(self, #sample)
            }
        }
    }
}

/// Emits what lets the trainer take the network itself, where it also takes a box of one.
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
    let (runtime, network) = (&context.runtime, &context.graph.name);
    quote! {
        impl #runtime::Model for #network {
            type Network = Self;

            fn network(&self) -> &Self {
                self
            }
        }

        impl #runtime::ModelMut for #network {
            fn network_mut(&mut self) -> &mut Self {
                self
            }
        }
    }
}
