//! Conditions over constants as code, and what they are about.

use crate::graph::assertion::Condition;
use crate::graph::given::{Given, Seen};
use crate::graph::shape::{Dimension, Shape};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;
use syn::ext::IdentExt;

/// The condition in code, where `__holds` is what [`function`] names.
pub(super) fn condition(runtime: &Path, condition: &Condition) -> TokenStream {
    match condition {
        Condition::Provided(axes, condition) => {
            let axes = axes.iter().map(|(given, axes)| {
                let given = outputs(runtime, given);
                quote!(!#runtime::private::sees_axes(#given, #axes) ||)
            });
            let condition = self::condition(runtime, condition);
            quote!(#(#axes)* #condition)
        }
        Condition::Positive(dimension) => {
            let dimension = tokens(dimension);
            quote!(#dimension > 0)
        }
        Condition::Equal(left, right) => {
            let (left, right) = (tokens(left), tokens(right));
            quote!(#left == #right)
        }
        Condition::Less(left, right) => {
            let (left, right) = (tokens(left), tokens(right));
            quote!(#left < #right)
        }
        Condition::AtMost(left, right) => {
            let (left, right) = (tokens(left), tokens(right));
            quote!(#left <= #right)
        }
        Condition::TakesCount(path, count) => {
            let component = component(runtime, path);
            quote!(#component::TAKES.len() == #count)
        }
        Condition::Takes { component: path, count, index, given: Some(given), .. } => {
            let (taken, given) = (component(runtime, path), outputs(runtime, given));
            quote!(__holds(#taken::TAKES, #count, #index, #given))
        }
        Condition::Takes { component: path, count, index, shape, given: None } => {
            let (taken, shape) = (component(runtime, path), self::shape(shape));
            quote!(__holds(#taken::TAKES, #count, #index, #shape))
        }
        Condition::GivesShape(given, shape) => {
            let (given, shape) = (outputs(runtime, given), self::shape(shape));
            quote!(__holds(#given, #shape))
        }
        Condition::GivesAlike(one, other) => {
            let (one, other) = (outputs(runtime, one), outputs(runtime, other));
            quote!(__holds(#one, #other))
        }
        Condition::GivesAxes(given, axes) => {
            let given = outputs(runtime, given);
            quote!(__holds(#given, #axes))
        }
        Condition::GivesOne(path) => {
            let component = component(runtime, path);
            quote!(#component::GIVES.len() == 1)
        }
        Condition::GivesElements(path) => {
            let component = component(runtime, path);
            // A network says itself which of its parameters cannot be 0, where its inputs are.
            quote!({
                let _ = #component::TAKES;
                __holds(#component::GIVES)
            })
        }
        Condition::Gives(path, name) => {
            let (component, name) = (component(runtime, path), name.unraw().to_string());
            quote!(__holds(#component::GIVES, #name))
        }
        Condition::HasParameter(path, name) => {
            let (component, name) = (component(runtime, path), name.unraw().to_string());
            quote!(__holds(#component::TABLE, #name))
        }
    }
}

/// The function in the runtime that a condition calls, where it calls one.
pub(super) fn function(condition: &Condition) -> Option<TokenStream> {
    match condition {
        Condition::Provided(_, condition) => function(condition),
        Condition::Takes { given: Some(_), .. } => Some(quote!(takes_output)),
        Condition::Takes { .. } => Some(quote!(takes_shape)),
        Condition::GivesShape(..) => Some(quote!(gives_shape)),
        Condition::GivesAlike(..) => Some(quote!(gives_alike)),
        Condition::GivesAxes(..) => Some(quote!(gives_axes)),
        Condition::GivesElements(..) => Some(quote!(has_elements)),
        Condition::HasParameter(..) | Condition::Gives(..) => Some(quote!(has_parameter)),
        _ => None,
    }
}

/// The outputs of a component, and the name of the one that is meant.
pub(super) fn outputs(runtime: &Path, given: &Given) -> TokenStream {
    let (component, name) = (component(runtime, &given.component), given.name());
    quote!(#component::GIVES, #name)
}

/// A shape that a message tells.
pub(super) fn seen(runtime: &Path, seen: &Seen) -> TokenStream {
    match seen {
        // A constant of its own, as what is computed lives no longer than a call otherwise.
        Seen::Written(shape) => {
            let shape = self::shape(shape);
            quote!(const { #shape })
        }
        Seen::Given(given) => {
            let given = outputs(runtime, given);
            quote!(#runtime::private::output_shape(#given))
        }
        Seen::Taken(path, index) => {
            let component = component(runtime, path);
            quote!(#runtime::private::shape_of(#component::TAKES, #index))
        }
    }
}

fn shape(shape: &Shape) -> TokenStream {
    let sizes = shape.0.iter().map(tokens);
    quote!(&[#(#sizes),*])
}

pub(super) fn tokens(dimension: &Dimension) -> TokenStream {
    match dimension {
        Dimension::Known(number) => quote!(#number),
        Dimension::Constant { tokens, .. } => quote!((#tokens)),
        Dimension::Generic(_) => unreachable!("items cannot see the parameters of a network"),
    }
}

/// `<Encoder as Component>`.
pub(super) fn component(runtime: &Path, path: &Path) -> TokenStream {
    let component = super::component::of_path(path, &quote!(#runtime::component));
    quote!(<#component as #runtime::component::Component>)
}
