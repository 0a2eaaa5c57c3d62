//! The network's const parameters, which every implementation for it repeats.

use super::component;
use super::context::Context;
use crate::graph::NodeId;
use crate::plan::size::{Constant, Size};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

impl<'a> Context<'a> {
    /// `<const HIDDEN: usize>`, after `impl` or a struct's name; empty if there are no parameters.
    pub(super) fn parameters(&self) -> TokenStream {
        declared(&self.graph.parameters.iter().collect::<Vec<_>>())
    }

    /// The network as a type: `Mlp<HIDDEN>`.
    pub(super) fn network(&self) -> TokenStream {
        given(&self.graph.name, &self.graph.parameters.iter().collect::<Vec<_>>())
    }

    /// The const parameters on which the shapes of these values depend.
    pub(super) fn parameters_of(&self, nodes: &[NodeId]) -> Vec<&'a Ident> {
        let graph = self.graph;
        let shapes = || nodes.iter().map(|node| &graph.nodes[node.0].shape);
        let is_used = |name: &&Ident| {
            shapes().flat_map(|shape| &shape.0).any(|dimension| dimension.depends_on(name))
        };
        graph.parameters.iter().filter(is_used).collect()
    }

    /// A size as a type, if it is neither a literal nor a single name:
    /// `Sum<Count<A>, Count<B>>`.
    pub(super) fn size_type(&self, size: &Size) -> TokenStream {
        let sizes = {
            let krate = self.krate;
            quote!(#krate::sizes)
        };
        let join = |parts: &[Size], operator: TokenStream| {
            let parts = parts.iter().map(|part| self.size_type(part));
            let joined = parts.reduce(|left, right| quote!(#sizes::#operator<#left, #right>));
            joined.expect("sums and products have at least two parts")
        };
        match size {
            Size::Constant(Constant { component: Some(path), .. }) => {
                let krate = self.krate;
                let component = component::of_path(path, &quote!(#krate::component));
                let output = quote!(<#component as #krate::component::Component>::Output);
                quote!(<#output as #krate::memory::Shaped>::Size)
            }
            Size::Known(_) | Size::Constant(_) => {
                let count = self.argument(size);
                quote!(#sizes::Count<#count>)
            }
            Size::Sum(terms) => join(terms, quote!(Sum)),
            Size::Product(factors) => join(factors, quote!(Prod)),
            Size::Max(_) => unreachable!("no layer is as large as the largest of others"),
        }
    }

    /// A size as a generic argument; in braces unless it is a literal.
    pub(super) fn argument(&self, size: &Size) -> TokenStream {
        let tokens = self.size(size);
        if size.known().is_some() { tokens } else { quote!({ #tokens }) }
    }
}

/// `<const A: usize, const B: usize>`, or nothing if there are no parameters.
pub(super) fn declared(parameters: &[&Ident]) -> TokenStream {
    if parameters.is_empty() {
        return TokenStream::new();
    }
    quote!(<#(const #parameters: usize),*>)
}

/// `Mlp<A, B>`, or the name alone if there are no parameters.
pub(super) fn given(name: &Ident, parameters: &[&Ident]) -> TokenStream {
    if parameters.is_empty() {
        return name.to_token_stream();
    }
    quote!(#name<#(#parameters),*>)
}
