//! Every identifier that the expansion introduces.
//!
//! Parameters and locals are hygienic: they never clash with the user's layers of the same name.

use super::context::Context;
use crate::plan::backward::Delta;
use crate::plan::liveness::Item;
use crate::plan::step::{Step, ValueId};
use proc_macro2::{Ident, Span};
use quote::format_ident;

/// Parameters and locals of the emitted functions.
pub(super) struct Names {
    pub(super) batch: Ident,
    pub(super) below: Ident,
    pub(super) bias: Ident,
    pub(super) block: Ident,
    pub(super) compute: Ident,
    pub(super) delta: Ident,
    pub(super) finish: Ident,
    pub(super) inner: Ident,
    pub(super) input: Ident,
    pub(super) output: Ident,
    pub(super) part: Ident,
    pub(super) pass: Ident,
    pub(super) rows: Ident,
    pub(super) scratch: Ident,
    pub(super) transposed: Ident,
    pub(super) update: Ident,
    pub(super) weight: Ident,
    pub(super) workspace: Ident,
}

impl Names {
    pub(super) fn new() -> Self {
        Names {
            batch: hygienic("batch"),
            below: hygienic("below"),
            bias: hygienic("bias"),
            block: hygienic("block"),
            compute: hygienic("compute"),
            delta: hygienic("delta"),
            finish: hygienic("finish"),
            inner: hygienic("inner"),
            input: hygienic("input"),
            output: hygienic("output"),
            part: hygienic("part"),
            pass: hygienic("pass"),
            rows: hygienic("rows"),
            scratch: hygienic("scratch"),
            transposed: hygienic("transposed"),
            update: hygienic("update"),
            weight: hygienic("weight"),
            workspace: hygienic("workspace"),
        }
    }
}

/// The alias of the runtime's private module inside the expansion.
pub(super) fn runtime() -> Ident {
    Ident::new("__burdock", Span::call_site())
}

/// The field of a struct without parameters, which gives it the alignment of `f32`.
pub(super) fn no_parameters() -> Ident {
    Ident::new("__burdock_no_parameters", Span::call_site())
}

/// The bytes of a weights file, inside the function that embeds them.
pub(super) fn bytes() -> Ident {
    Ident::new("BYTES", Span::call_site())
}

/// The embedded network, inside its function.
pub(super) fn embedded() -> Ident {
    Ident::new("EMBEDDED", Span::call_site())
}

/// The local for a value or a gradient: the user's name, with `delta_` before it for a gradient.
///
/// If a value is named after another, or has the name of an output, the name of its gradient
/// contains its index: `delta_3_class`. No user's name begins with a digit.
pub(super) fn local(context: &Context<'_>, item: Item) -> Ident {
    match item {
        Item::Value(value) if is_component_input(context, value) => {
            hygienic(&format_ident!("{}_input", context.value_name(value)).to_string())
        }
        Item::Value(value) => context.value_name(value).clone(),
        Item::Delta(Delta::Value(value)) => {
            let name = context.value_name(value);
            let is_output = context.graph.outputs.iter().any(|output| output.name == *name);
            let number = if is_output || is_component_input(context, value) {
                format!("{}_", value.0)
            } else {
                String::new()
            };
            hygienic(&format_ident!("delta_{number}{name}").to_string())
        }
        Item::Delta(Delta::Head(head)) => {
            hygienic(&format_ident!("delta_{}", context.graph.outputs[head].name).to_string())
        }
    }
}

/// Whether the value is a copied input of a component, which is named after the component.
fn is_component_input(context: &Context<'_>, value: ValueId) -> bool {
    context.forward.steps.iter().any(|step| {
        matches!(step, Step::Component { input, output, .. }
            if *input == value && context.forward.values[output.0].node
                == context.forward.values[value.0].node)
    })
}

/// The memory that a component saves from the forward pass for the backward pass.
pub(super) fn component_memory(component: usize) -> Ident {
    hygienic(&format!("component_{component}"))
}

fn hygienic(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
