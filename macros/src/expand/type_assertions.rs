//! Type checks by the compiler in a network with const parameters, on which items cannot depend:
//! a component's types must fit its neighbours, whatever the values of the parameters are.

use super::assertions;
use super::component::around;
use super::context::Context;
use super::types;
use crate::graph::assertion::Condition;
use crate::graph::constants::Constant;
use crate::graph::given::Given;
use crate::graph::shape::Shape;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

/// Emits the constants that depend on the parameters, and a function that is never called: the
/// compiler checks the types in it all the same.
///
/// ```ignore
/// impl<const H: usize> Gated<H> {
///     const __Gated_Gate_H_outputs: usize = <Gate<H> as Component>::OUTPUTS;
///     const __Gated_Gate_H_length: usize = <Gate<H> as Component>::NUMBERS;
/// }
///
/// fn __shapes<const H: usize>() {
///     takes::<<Gate<H> as Component>::Input, [f32; H]>();
/// }
/// ```
pub(super) fn type_assertions(context: &Context<'_>) -> TokenStream {
    let graph = context.graph;
    let is_generic = |constant: &&Constant| constant.is_generic;
    let constants = assertions::constants(context.krate, graph.constants.iter().filter(is_generic));
    let conditions = graph.assertions.iter().map(|assertion| &assertion.condition);
    let conditions: Vec<TokenStream> = conditions
        .filter(|condition| condition.is_generic(&graph.parameters))
        .filter_map(|condition| self::condition(context, condition))
        .collect();
    let (parameters, network) = (context.parameters(), context.network());
    let constants = (!constants.is_empty()).then(|| {
        quote! {
            impl #parameters #network {
                #constants
            }
        }
    });
    let function = (!conditions.is_empty()).then(|| {
        quote! {
            fn __shapes #parameters() {
                #(#conditions)*
            }
        }
    });
    quote!(#constants #function)
}

/// The condition as a comparison of types, with the component's span.
fn condition(context: &Context<'_>, condition: &Condition) -> Option<TokenStream> {
    match condition {
        Condition::Provided(_, condition) => self::condition(context, condition),
        Condition::Takes { component: path, shape, given, .. } => {
            let given = match given {
                Some(Given { component, .. }) => output(context, component),
                None => types::sample(context, shape),
            };
            Some(compare(context, "takes", path, &input(context, path), &given))
        }
        Condition::GivesShape(Given { component, .. }, shape) => {
            let (given, needed) = (output(context, component), types::sample(context, shape));
            Some(compare(context, "gives", component, &given, &needed))
        }
        Condition::GivesAlike(Given { component: one, .. }, Given { component: other, .. }) => {
            let (given, needed) = (output(context, other), output(context, one));
            Some(compare(context, "gives", other, &given, &needed))
        }
        Condition::GivesAxes(Given { component, .. }, _) => {
            let runtime = Ident::new(&context.runtime.to_string(), component.span());
            let given = output(context, component);
            Some(quote_spanned!(component.span()=> #runtime::gives_one_axis::<#given>();))
        }
        Condition::Equal(one, other) => {
            let (component, needed) = match (one.component(), other.component()) {
                (Some(component), _) => (component, other),
                (None, component) => (component?, one),
            };
            let needed = types::sample(context, &Shape(vec![needed.clone()]));
            Some(compare(context, "gives", component, &output(context, component), &needed))
        }
        _ => None,
    }
}

fn compare(
    context: &Context<'_>,
    function: &str,
    at: &Path,
    one: &TokenStream,
    other: &TokenStream,
) -> TokenStream {
    let runtime = Ident::new(&context.runtime.to_string(), at.span());
    let function = Ident::new(function, at.span());
    quote_spanned!(at.span()=> #runtime::#function::<#one, #other>();)
}

/// The input type of a component as arrays, with spans from the path's first token to its last.
fn input(context: &Context<'_>, path: &Path) -> TokenStream {
    let (runtime, component) = (&context.runtime, context.as_component(path));
    let (open, array) = around(path, "Array");
    quote!(#open #component::Input as #runtime::Shaped>::#array)
}

/// The output type of a component as arrays, with spans from the path's first token to its last.
fn output(context: &Context<'_>, path: &Path) -> TokenStream {
    let (runtime, component) = (&context.runtime, context.as_component(path));
    let (open, array) = around(path, "Array");
    quote!(#open #component::Output as #runtime::Shaped>::#array)
}
