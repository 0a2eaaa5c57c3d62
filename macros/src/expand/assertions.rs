//! The author's constants, and what only the compiler can check of them, as items that it evaluates in `cargo check`.
//!
//! ```text
//! const _: () = {
//!     use burdock::private::{Part as __Part, require as __require};
//!     __require(__Digits_HIDDEN == 10, &[__Part::Text("..")])
//! };
//! ```

use super::component;
use super::context::Context;
use crate::graph::assertion::{Assertion, Condition, Part};
use crate::graph::constants::{Constant, Value};
use crate::graph::shape::Dimension;
use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// The author's expressions under their own names, of the only type that a dimension has.
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

/// What can only be seen where the network is used with some values of its parameters: that these
/// are at least 1, and that components have the parameters that are set. It stands in a constant
/// of the network, which is evaluated where the network is made or is a component.
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

/// The compiler underlines the call: from the author's first token to the last. That is why its
/// function has a name of one word, at the author's place.
fn required(runtime: &Path, assertion: &Assertion) -> TokenStream {
    let first = assertion.at.span();
    let last = assertion.at.clone().into_iter().last().map_or(first, |token| token.span());
    let condition = match &assertion.condition {
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
        Condition::Takes { component: path, count, index, shape, from } => {
            let (taken, sizes) = (component(runtime, path), shape.0.iter().map(tokens));
            let or_given = from.as_ref().map(|from| {
                let given = component(runtime, from);
                quote!(|| __takes(#taken::TAKES, #count, #index, #given::OUTPUT_SHAPE))
            });
            quote!(__takes(#taken::TAKES, #count, #index, &[#(#sizes),*]) #or_given)
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
                __has_elements(#component::GIVES)
            })
        }
        Condition::Gives(path, name) => {
            let (component, name) = (component(runtime, path), name.unraw().to_string());
            quote!(__has_parameter(#component::GIVES, #name))
        }
        Condition::HasParameter(path, name) => {
            let (component, name) = (component(runtime, path), name.unraw().to_string());
            quote! {
                __has_parameter(#component::TABLE, #name)
            }
        }
    };
    let parts = assertion.message.iter().map(|part| match part {
        Part::Text(text) => quote!(__Part::Text(#text)),
        Part::Number(dimension) => {
            let dimension = tokens(dimension);
            quote!(__Part::Number(#dimension))
        }
        Part::Takes(path, index) => {
            let component = component(runtime, path);
            quote!(__Part::Shape(#runtime::private::shape_of(#component::TAKES, #index)))
        }
        Part::InputName(path, index) => {
            let component = component(runtime, path);
            quote!(__Part::Text(#runtime::private::name_of(#component::TAKES, #index)))
        }
        Part::Gives(path) => {
            let component = component(runtime, path);
            quote!(__Part::Shape(#component::OUTPUT_SHAPE))
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
    let function = match assertion.condition {
        Condition::Takes { .. } => quote!(use #runtime::private::takes_shape as __takes;),
        Condition::HasParameter(..) | Condition::Gives(..) => {
            quote!(use #runtime::private::has_parameter as __has_parameter;)
        }
        Condition::GivesElements(..) => {
            quote!(use #runtime::private::has_elements as __has_elements;)
        }
        _ => TokenStream::new(),
    };
    quote! {
        #function
        use #runtime::private::{Part as __Part, require as #require};
        #require #arguments
    }
}

/// `<Encoder as Component>`.
fn component(runtime: &Path, path: &Path) -> TokenStream {
    let component = component::of_path(path, &quote!(#runtime::component));
    quote!(<#component as #runtime::component::Component>)
}

fn tokens(dimension: &Dimension) -> TokenStream {
    match dimension {
        Dimension::Known(number) => quote!(#number),
        Dimension::Constant { tokens, .. } => quote!((#tokens)),
        Dimension::Generic(_) => unreachable!("items cannot see the parameters of a network"),
    }
}
