//! Weights that are embedded in the program.

use super::context::Context;
use super::names;
use crate::plan::parameters::LayerKind;
use crate::weights::{LayerWeights, Tensor, Weights};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use std::path::Path;
use syn::ext::IdentExt;

/// Emits `embedded`, which returns the network with the weights of a file.
///
/// The file is in the program once, in read-only memory, and cargo rebuilds when it changes.
///
/// ```ignore
/// impl FashionMlp {
///     pub fn embedded() -> &'static Self {
///         const BYTES: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/", "fashion.safetensors"));
///         static EMBEDDED: FashionMlp = FashionMlp {
///             hidden1: Dense { weight: from_bytes(BYTES, 432), bias: from_bytes(BYTES, 941232) },
///         };
///         &EMBEDDED
///     }
/// }
/// ```
pub(super) fn embedded(context: &Context<'_>, weights: &Weights) -> TokenStream {
    let (runtime, krate, network) = (&context.runtime, context.krate, &context.graph.name);
    let (bytes, embedded) = (names::bytes(), names::embedded());
    let documentation = format!(" The network with the weights of `{}`.", weights.path.value());
    let path = &weights.path;
    let file = if Path::new(&path.value()).is_absolute() {
        quote!(#path)
    } else {
        quote!(#runtime::concat!(#runtime::env!("CARGO_MANIFEST_DIR"), "/", #path))
    };
    let fields = context.plan.layers.iter().zip(&weights.layers).map(|(layer, weights)| {
        let name = context.name(layer.node);
        let value = match (&layer.kind, weights) {
            (LayerKind::Component(path), LayerWeights::Component(tensors)) => {
                component(context, path, &name.unraw().to_string(), tensors)
            }
            (LayerKind::Dense(dense), LayerWeights::Dense(offsets)) => {
                let parameters = dense.parameters.iter().zip(offsets).map(|(parameter, offset)| {
                    let (parameter, offset) =
                        (format_ident!("{}", parameter.name), Literal::usize_unsuffixed(*offset));
                    quote!(#parameter: #runtime::from_bytes(#bytes, #offset))
                });
                let no_bias = (!dense.bias).then(|| quote!(bias: #runtime::from_bytes(#bytes, 0)));
                let parameters = parameters.chain(no_bias);
                quote!(#krate::layers::Dense { #(#parameters),* })
            }
            _ => unreachable!("the weights are those of the layers"),
        };
        quote!(#name: #value)
    });
    let alignment = context.plan.layers.is_empty().then(|| {
        let field = names::no_parameters();
        quote!(#field: [],)
    });
    quote! {
        impl #network {
            #[doc = #documentation]
            pub fn embedded() -> &'static Self {
                const #bytes: &[u8] = #runtime::include_bytes!(#file);
                static #embedded: #network = #network { #(#fields,)* #alignment };
                &#embedded
            }
        }
    }
}

/// A component from its tensors, which the compiler copies to their offsets.
///
/// ```ignore
/// encoder: component_from_bytes(BYTES, "encoder", &[
///     Tensor { name: "dense_1.weight", shape: &[784, 300], offset: 432 },
/// ])
/// ```
fn component(
    context: &Context<'_>,
    path: &syn::Path,
    name: &str,
    tensors: &[Tensor],
) -> TokenStream {
    let (runtime, bytes) = (&context.runtime, names::bytes());
    let tensors = tensors.iter().map(|tensor| {
        let Tensor { name, shape, offset } = tensor;
        let shape = shape.iter().map(|size| Literal::usize_unsuffixed(*size));
        let offset = Literal::usize_unsuffixed(*offset);
        quote!(#runtime::Tensor { name: #name, shape: &[#(#shape),*], offset: #offset })
    });
    quote!(#runtime::component_from_bytes::<#path>(#bytes, #name, &[#(#tensors),*]))
}
