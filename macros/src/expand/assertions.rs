//! The user's constants, and checks of them by the compiler: items that `cargo check` evaluates.
//!
//! ```text
//! const _: () = {
//!     use burdock::private::{Part as __Part, require as __require};
//!     __require(__Digits_HIDDEN == 10, &[__Part::Text("..")])
//! };
//! ```

use super::conditions::{component, condition, function, outputs, seen, tokens};
use super::context::Context;
use crate::graph::assertion::{Assertion, Condition, Part};
use crate::graph::constants::{Constant, Value};
use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// The user's expressions, each under its own name, with type `usize` as every dimension.
///
/// ```text
/// const __Digits_HIDDEN: usize = HIDDEN;
/// ```
pub(crate) fn constants<'a>(
    runtime: &Path,
    constants: impl Iterator<Item = &'a Constant>,
) -> TokenStream {
    let constants = constants.map(|Constant { name, value, .. }| {
        let value = match value {
            Value::Expression(expression) => expression.clone(),
            Value::Outputs(path) => {
                let component = component(runtime, path);
                quote!(#component::OUTPUTS)
            }
            Value::Start(path, output) | Value::End(path, output) => {
                let (component, name) = (component(runtime, path), output.unraw().to_string());
                let end = match value {
                    Value::Start(..) => quote!(start),
                    _ => quote!(end),
                };
                quote!(#runtime::private::part_of(#component::GIVES, #name).#end)
            }
            Value::Axis { given, axis, .. } => {
                let given = outputs(runtime, given);
                quote!(#runtime::private::axis_of(#given, #axis))
            }
            Value::Length(path) => {
                let component = component(runtime, path);
                quote!(#component::NUMBERS)
            }
        };
        quote! {
            #[doc(hidden)]
            #[allow(non_upper_case_globals)]
            const #name: usize = #value;
        }
    });
    constants.collect()
}

/// Checks that depend on the values of the network's parameters: that these are at least 1, and
/// that components have the parameters that are set. They are in an associated constant of the
/// network, which is evaluated where the network is constructed or is a component.
///
/// ```text
/// require(HIDDEN > 0, &[Part::Text("HIDDEN of `Mlp` cannot be 0: at least 1 is needed")]);
/// ```
pub(super) fn of_use(context: &Context<'_>) -> TokenStream {
    let (runtime, network) = (&context.runtime, &context.graph.name);
    let positive = context.graph.parameters.iter().map(|parameter| {
        let text = format!("{parameter} of `{network}` cannot be 0: at least 1 is needed");
        let runtime = Ident::new(&runtime.to_string(), parameter.span());
        quote_spanned! {
            parameter.span() =>
            #runtime::require(#parameter > 0, &[#runtime::Part::Text(#text)]);
        }
    });
    let of_components = context.graph.assertions.iter().filter(|assertion| {
        let condition = &assertion.condition;
        let is_of_use = matches!(
            condition,
            Condition::HasParameter(..)
                | Condition::TakesCount(..)
                | Condition::GivesOne(..)
                | Condition::GivesElements(..)
        );
        is_of_use && assertion.condition.is_generic(&context.graph.parameters)
    });
    let of_components = of_components.map(|assertion| {
        let required = required(context.krate, assertion);
        quote!({ #required })
    });
    positive.chain(of_components).collect()
}

/// One constant for each assertion.
pub(crate) fn assertions<'a>(
    runtime: &Path,
    assertions: impl Iterator<Item = &'a Assertion>,
) -> TokenStream {
    let item = |assertion| {
        let required = required(runtime, assertion);
        quote!(const _: () = { #required };)
    };
    assertions.map(item).collect()
}

/// The compiler underlines the call, from the user's first token to the last. That is why the
/// called function has a name of one word, with the span of the user's first token.
fn required(runtime: &Path, assertion: &Assertion) -> TokenStream {
    let first = assertion.at.span();
    let last = assertion.at.clone().into_iter().last().map_or(first, |token| token.span());
    let condition = condition(runtime, &assertion.condition);
    let parts = assertion.message.iter().map(|part| match part {
        Part::Text(text) => quote!(__Part::Text(#text)),
        Part::Number(dimension) => {
            let dimension = tokens(dimension);
            quote!(__Part::Number(#dimension))
        }
        Part::Shape(shape) => {
            let shape = seen(runtime, shape);
            quote!(__Part::Shape(#shape))
        }
        Part::Bring { before, from, to, after } => {
            let (from, to) = (seen(runtime, from), seen(runtime, to));
            quote!(__Part::Bring(#before, #from, #to, #after))
        }
        Part::InputName(path, index) => {
            let component = component(runtime, path);
            quote!(__Part::Text(#runtime::private::name_of(#component::TAKES, #index)))
        }
        Part::OutputName(path, index) => {
            let component = component(runtime, path);
            quote!(__Part::Text(#runtime::private::name_of(#component::GIVES, #index)))
        }
        Part::Inputs(path) => {
            let component = component(runtime, path);
            quote!(__Part::Ports(#component::TAKES, "input"))
        }
        Part::Outputs(path) => {
            let component = component(runtime, path);
            quote!(__Part::Ports(#component::GIVES, "output"))
        }
        Part::Parameters(path) => {
            let component = component(runtime, path);
            quote!(__Part::Names(#component::TABLE))
        }
    });
    let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#condition, &[#(#parts),*]));
    arguments.set_span(last);
    let require = Ident::new("__require", first);
    let function = function(&assertion.condition);
    let function = function.map(|function| quote!(use #runtime::private::#function as __holds;));
    quote! {
        #function
        use #runtime::private::{Part as __Part, require as #require};
        #require #arguments
    }
}
