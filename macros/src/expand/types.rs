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
    let parameters = context.parameters();
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
        #visibility struct #name #parameters {
            #(#fields)*
            #alignment
        }
    }
}

/// `Dense<784, 300>`, or `DenseOf<..>` if Rust cannot write a size as a generic argument; the name
/// of the type has the span of the user's keyword. For a component its own type.
fn layer_type(context: &Context<'_>, layer: &Layer) -> TokenStream {
    let krate = context.krate;
    let of = match &layer.kind {
        LayerKind::Dense(dense) => dense,
        LayerKind::Component(path) => return quote!(#path),
    };
    let is_number = |size: &Size| match size {
        Size::Known(_) => true,
        Size::Constant(constant) => constant.component.is_none(),
        _ => false,
    };
    let (name, inputs, units) = if is_number(&of.inputs) && is_number(&of.units) {
        ("Dense", context.argument(&of.inputs), context.argument(&of.units))
    } else {
        ("DenseOf", context.size_type(&of.inputs), context.size_type(&of.units))
    };
    let dense = Ident::new(name, context.graph.nodes[layer.node.0].keyword);
    let no_bias = (!of.bias).then(|| quote!(, #krate::layers::NoBias));
    quote!(#krate::layers::#dense<#inputs, #units #no_bias>)
}

/// The type of a sample of this shape: `[[f32; 28]; 28]`.
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
        context.graph.nodes[node.inputs[0].0].shape.0.iter().map(Dimension::to_string).collect();
    let activation = match dense.activation {
        Activation::Linear => String::new(),
        activation => format!(", {}", activation.name()),
    };
    let bias = if dense.bias { "" } else { ", without bias" };
    let (inputs, units) = (inputs.join(" × "), &dense.units);
    format!(" `{}`: dense, {inputs} → {units}{activation}{bias}.", node.name)
}
