//! The struct: one documented, typed field for each layer with parameters.

use super::context::Context;
use super::names;
use crate::graph::shape::{Dimension, Shape};
use crate::ops::{Activation, Operation};
use crate::plan::parameters::{Layer, LayerKind};
use crate::plan::size::Size;
use crate::syntax::text;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// Emits the struct.
///
/// ```ignore
/// /// Tells ten kinds of clothing apart in a 28×28 grey image.
/// #[repr(C)]
/// pub struct FashionMlp {
///     /// `hidden1`: dense, 784 → 300, relu.
///     pub hidden1: Dense<784, 300>,
/// }
/// ```
pub(super) fn structure(context: &Context<'_>) -> TokenStream {
    let graph = context.graph;
    let (attributes, visibility, name) = (&graph.attributes, &graph.visibility, &graph.name);
    let fields = context.plan.layers.iter().map(|layer| {
        let (field, layer_type) = (context.name(layer.node), self::layer_type(context, layer));
        let documentation = documentation(context, layer);
        quote! {
            #[doc = #documentation]
            pub #field: #layer_type,
        }
    });
    let alignment = context.plan.layers.is_empty().then(|| {
        let field = names::no_parameters();
        quote!(#field: [f32; 0],)
    });
    quote! {
        #(#attributes)*
        #[repr(C)]
        #visibility struct #name {
            #(#fields)*
            #alignment
        }
    }
}

/// `Dense<784, 300>`, with the author's keyword as the place of the type's name; for a component
/// its own type.
fn layer_type(context: &Context<'_>, layer: &Layer) -> TokenStream {
    let krate = context.krate;
    let of = match &layer.kind {
        LayerKind::Dense(dense) => dense,
        LayerKind::Component(path) => return quote!(#path),
    };
    let dense = Ident::new("Dense", context.graph.nodes[layer.node.0].keyword);
    let (inputs, units) = (argument(context, &of.inputs), argument(context, &of.units));
    let no_bias = (!of.bias).then(|| quote!(, #krate::layers::NoBias));
    quote!(#krate::layers::#dense<#inputs, #units #no_bias>)
}

/// A size as a generic argument.
fn argument(context: &Context<'_>, size: &Size) -> TokenStream {
    let tokens = context.size(size);
    if size.known().is_some() { tokens } else { quote!({ #tokens }) }
}

/// A sample of this shape: `[[f32; 28]; 28]`.
pub(super) fn sample(context: &Context<'_>, shape: &Shape) -> TokenStream {
    shape.0.iter().rev().fold(quote!(f32), |element, dimension| {
        let length = context.size(&Size::from(dimension));
        quote!([#element; #length])
    })
}

/// `` `hidden1`: dense, 784 → 300, relu. ``
fn documentation(context: &Context<'_>, layer: &Layer) -> String {
    let node = &context.graph.nodes[layer.node.0];
    let dense = match &node.operation {
        Operation::Dense(dense) => dense,
        Operation::Component(component) => {
            let path = text::of_tokens(component.path.to_token_stream());
            return format!(" `{}`: [`{path}`].", node.name);
        }
        _ => unreachable!("other nodes have no parameters"),
    };
    let inputs: Vec<String> =
        context.graph.nodes[node.inputs[0].0].shape.0.iter().map(written).collect();
    let activation = match dense.activation {
        Activation::Linear => String::new(),
        activation => format!(", {}", activation.name()),
    };
    let bias = if dense.bias { "" } else { ", without bias" };
    let (inputs, units) = (inputs.join(" × "), written(&dense.units));
    format!(" `{}`: dense, {inputs} → {units}{activation}{bias}.", node.name)
}

fn written(dimension: &Dimension) -> String {
    match dimension {
        Dimension::Known(number) => number.to_string(),
        Dimension::Constant { text, .. } => text.clone(),
    }
}
