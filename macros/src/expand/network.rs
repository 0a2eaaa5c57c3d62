//! The implementations of `Network`, `Head` and `Model`.

use super::context::Context;
use super::{forward, tables, types};
use crate::ops::Activation;
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
    let input = types::sample(context, &context.graph.nodes[context.graph.inputs[0].0].shape);
    let output = self::output(context);
    let (tables, heads) = (tables::tables(context), forward::heads(context));
    let scratch = context.size(&context.plan.scratch.size);
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

/// Emits what the output means: a network with one output is its own head.
///
/// ```ignore
/// impl Head for FashionMlp {
///     type Output = [f32; 10];
///     type Kind = Softmax;
/// }
/// ```
pub(super) fn head(context: &Context<'_>) -> TokenStream {
    let (runtime, network) = (&context.runtime, &context.graph.name);
    let output = self::output(context);
    let kind = match context.plan.forward.heads[0] {
        Activation::Softmax => quote!(Softmax),
        Activation::Sigmoid => quote!(Sigmoid),
        Activation::Heaviside | Activation::Sign => quote!(Step),
        Activation::Linear
        | Activation::Relu
        | Activation::Elu { .. }
        | Activation::Selu
        | Activation::Tanh
        | Activation::Softplus => quote!(Values),
    };
    quote! {
        impl #runtime::Head for #network {
            type Output = #output;
            type Kind = #runtime::#kind;
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

fn output(context: &Context<'_>) -> TokenStream {
    types::sample(context, &context.graph.nodes[context.graph.outputs[0].node.0].shape)
}
