//! The types of the network's inputs and outputs (its ports): arrays for a single one, structs
//! named after the network for several.

use super::context::Context;
use super::{generics, types};
use crate::graph::NodeId;
use crate::ops::Activation;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Visibility;
use syn::ext::IdentExt;

/// The type of one sample.
pub(super) fn input(context: &Context<'_>) -> TokenStream {
    match &*context.graph.inputs {
        [input] => array(context, *input),
        _ => {
            let parameters = context.parameters_of(&context.graph.inputs);
            generics::given(&named(context, "Input"), &parameters)
        }
    }
}

/// The type of the network's output for one sample.
pub(super) fn output(context: &Context<'_>) -> TokenStream {
    match &*context.graph.outputs {
        [output] => array(context, output.node),
        _ => {
            let nodes: Vec<NodeId> =
                context.graph.outputs.iter().map(|output| output.node).collect();
            generics::given(&named(context, "Output"), &context.parameters_of(&nodes))
        }
    }
}

/// Emits the structs for several inputs and for several outputs.
///
/// ```ignore
/// /// One sample for `WideAndDeep`.
/// #[repr(C)]
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// pub struct WideAndDeepInput {
///     /// `wide`, of shape [5].
///     pub wide: [f32; 5],
///     /// `deep`, of shape [6].
///     pub deep: [f32; 6],
/// }
/// ```
pub(super) fn structs(context: &Context<'_>) -> TokenStream {
    let (graph, network) = (context.graph, &context.graph.name);
    let inputs = (graph.inputs.len() > 1).then(|| {
        let ports = graph.inputs.iter().map(|input| (context.name(*input), *input));
        let text = format!(" One sample for `{network}`.");
        structure(context, "Input", &text, &ports.collect::<Vec<_>>())
    });
    let outputs = (graph.outputs.len() > 1).then(|| {
        let ports = graph.outputs.iter().map(|output| (&output.name, output.node));
        let text = format!(" What `{network}` says of one sample.");
        structure(context, "Output", &text, &ports.collect::<Vec<_>>())
    });
    quote!(#inputs #outputs)
}

/// Emits the `unsafe impl`s which state that the structs are contiguous `f32` elements.
pub(super) fn plain(context: &Context<'_>) -> TokenStream {
    let runtime = &context.runtime;
    let graph = context.graph;
    let inputs = (graph.inputs.len() > 1).then(|| input(context));
    let outputs = (graph.outputs.len() > 1).then(|| output(context));
    let parameters_of = |nodes: &[NodeId]| generics::declared(&context.parameters_of(nodes));
    let plain = |of: TokenStream, nodes: &[NodeId]| {
        let parameters = parameters_of(nodes);
        quote!(unsafe impl #parameters #runtime::Plain for #of {})
    };
    let outputs_of: Vec<NodeId> = graph.outputs.iter().map(|output| output.node).collect();
    let inputs = inputs.map(|of| plain(of, &graph.inputs));
    let outputs = outputs.map(|of| plain(of, &outputs_of));
    quote!(#inputs #outputs)
}

/// Emits the tables of the structs, from which another network knows this one's inputs and outputs.
///
/// ```ignore
/// impl Fields for WideAndDeepInput {
///     const FIELDS: &'static [Field] = &[Field::of::<[f32; 5]>("wide"), Field::of::<[f32; 6]>("deep")];
/// }
///
/// impl Parameters for WideAndDeepInput {
///     const PARAMETERS: &'static [Parameter] = Joined::<Self>::TABLE;
/// }
/// ```
pub(super) fn tables(context: &Context<'_>) -> TokenStream {
    let (runtime, graph) = (&context.runtime, context.graph);
    let table = |of: TokenStream, ports: Vec<(&Ident, NodeId)>| {
        let nodes: Vec<NodeId> = ports.iter().map(|(_, node)| *node).collect();
        let parameters = generics::declared(&context.parameters_of(&nodes));
        let fields = ports.into_iter().map(|(port, node)| {
            let (name, array) = (port.unraw().to_string(), array(context, node));
            quote!(#runtime::Field::of::<#array>(#name))
        });
        quote! {
            impl #parameters #runtime::Fields for #of {
                const FIELDS: &'static [#runtime::Field] = &[#(#fields),*];
            }

            impl #parameters #runtime::Parameters for #of {
                const PARAMETERS: &'static [#runtime::Parameter] = #runtime::Joined::<Self>::TABLE;
            }
        }
    };
    let inputs = (graph.inputs.len() > 1).then(|| {
        let ports = graph.inputs.iter().map(|node| (context.name(*node), *node));
        table(input(context), ports.collect())
    });
    let outputs = (graph.outputs.len() > 1).then(|| {
        let ports = graph.outputs.iter().map(|output| (&output.name, output.node));
        table(output(context), ports.collect())
    });
    quote!(#inputs #outputs)
}

/// Emits the kind of each output; a network with one output is its own head.
///
/// ```ignore
/// impl Head for FashionMlp {
///     type Output = [f32; 10];
///     type Kind = Softmax;
/// }
///
/// impl Head for WideAndDeep {
///     type Output = WideAndDeepOutput;
///     type Kind = Several;
/// }
///
/// impl HasHead<0> for WideAndDeep {
///     type Output = [f32; 1];
///     type Kind = Values;
/// }
/// ```
pub(super) fn heads(context: &Context<'_>) -> TokenStream {
    let (runtime, parameters, network) =
        (&context.runtime, context.parameters(), context.network());
    let outputs = &context.graph.outputs;
    let several = (outputs.len() > 1).then(|| {
        let output = output(context);
        quote! {
            impl #parameters #runtime::Head for #network {
                type Output = #output;
                type Kind = #runtime::Several;
            }
        }
    });
    let heads = outputs.iter().zip(&context.forward.heads).enumerate();
    let heads = heads.map(|(index, (output, activation))| {
        let (output, kind) = (array(context, output.node), kind(*activation));
        let number = Literal::usize_unsuffixed(index);
        let head = if outputs.len() == 1 { quote!(Head) } else { quote!(HasHead<#number>) };
        quote! {
            impl #parameters #runtime::#head for #network {
                type Output = #output;
                type Kind = #runtime::#kind;
            }
        }
    });
    quote!(#several #(#heads)*)
}

fn kind(activation: Activation) -> TokenStream {
    match activation {
        Activation::Softmax => quote!(Softmax),
        Activation::Sigmoid => quote!(Sigmoid),
        Activation::Heaviside | Activation::Sign => quote!(Step),
        Activation::Linear
        | Activation::Relu
        | Activation::Elu { .. }
        | Activation::Selu
        | Activation::Tanh
        | Activation::Softplus => quote!(Values),
    }
}

fn structure(
    context: &Context<'_>,
    suffix: &str,
    text: &str,
    ports: &[(&Ident, NodeId)],
) -> TokenStream {
    let (visibility, name) = (&context.graph.visibility, named(context, suffix));
    let nodes: Vec<NodeId> = ports.iter().map(|(_, node)| *node).collect();
    let parameters = generics::declared(&context.parameters_of(&nodes));
    let fields = ports.iter().map(|(port, node)| {
        let shape = &context.graph.nodes[node.0].shape;
        let (text, of) = (format!(" `{}`, of shape {shape}.", port.unraw()), array(context, *node));
        quote! {
            #[doc = #text]
            pub #port: #of,
        }
    });
    let fields = quote!(#(#fields)*);
    plain_struct(visibility, &quote!(#name #parameters), text, &fields)
}

/// A struct whose fields are contiguous elements, one after the other.
pub(super) fn plain_struct(
    visibility: &Visibility,
    header: &TokenStream,
    about: &str,
    fields: &TokenStream,
) -> TokenStream {
    quote! {
        #[doc = #about]
        #[repr(C)]
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
        )]
        #visibility struct #header {
            #fields
        }
    }
}

/// `WideAndDeepInput`, with the span of the network's name.
pub(super) fn named(context: &Context<'_>, suffix: &str) -> Ident {
    let network = &context.graph.name;
    format_ident!("{}{suffix}", network, span = network.span())
}

/// `[[f32; 28]; 28]`.
pub(super) fn array(context: &Context<'_>, node: NodeId) -> TokenStream {
    types::sample(context, &context.graph.nodes[node.0].shape)
}
