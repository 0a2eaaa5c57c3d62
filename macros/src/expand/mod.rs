//! Code generation: turns the plan into tokens.
//!
//! Input: a graph and its plan. Output: the struct and its implementations. The emitted code calls
//! the runtime's kernels in the planned order on the planned memory, and refers to nothing but the
//! runtime, by the path that the macro receives.

mod assertions;
mod backward;
mod component;
mod conditions;
mod context;
mod forward;
mod generics;
mod memory;
mod names;
mod network;
mod objective;
mod operation;
mod ports;
mod tables;
mod trainable;
mod type_assertions;
mod types;
mod weights;
mod words;

use crate::graph::Graph;
use crate::graph::assertion::Assertion;
use crate::graph::constants::Constant;
use crate::plan::Plan;
use crate::weights::Weights;
use context::Context;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

/// Emits a network; `krate` is the path of the runtime.
pub(crate) fn expand(
    graph: &Graph,
    plan: &Plan,
    weights: Option<&Weights>,
    krate: &Path,
) -> TokenStream {
    let context = Context::new(graph, plan, krate);
    let runtime = &context.runtime;
    let words = words::words(&context);
    let structure = types::structure(&context);
    let ports = ports::structs(&context);
    let by_head = objective::structs(&context);
    let objective = objective::objective(&context);
    let memory = memory::memory(&context);
    let fields = tables::fields(&context);
    let network = network::network(&context);
    let head = ports::heads(&context);
    let port_tables = ports::tables(&context);
    let model = network::model(&context);
    let component = component::component(&context);
    let trainable = trainable::trainable(&context);
    let embedded = weights.map(|weights| weights::embedded(&context, weights));
    let of_items = |it: &&Assertion| !it.condition.is_generic(&graph.parameters);
    let of_weights = weights.iter().flat_map(|weights| &weights.assertions);
    let required = graph.assertions.iter().filter(of_items).chain(of_weights);
    let assertions = assertions::assertions(krate, required);
    let is_item = |constant: &&Constant| !constant.is_generic;
    let constants = assertions::constants(krate, graph.constants.iter().filter(is_item));
    let of_types = type_assertions::type_assertions(&context);
    quote! {
        #constants
        #structure
        #ports
        #by_head
        #assertions

        const _: () = {
            use #krate::private as #runtime;
            #words

            #of_types
            #memory
            #fields
            #network
            #port_tables
            #head
            #objective
            #model
            #component
            #trainable
            #embedded
        };
    }
}
