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
use crate::graph::given::{Given, Seen};
use crate::graph::shape::{Dimension, Shape};
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
    let condition = self::condition(runtime, &assertion.condition);
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

/// `<Encoder as Component>`.
fn component(runtime: &Path, path: &Path) -> TokenStream {
    let component = component::of_path(path, &quote!(#runtime::component));
    quote!(<#component as #runtime::component::Component>)
}

/// The condition in code, where `__holds` is what [`function`] names.
fn condition(runtime: &Path, condition: &Condition) -> TokenStream {
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
fn function(condition: &Condition) -> Option<TokenStream> {
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
fn seen(runtime: &Path, seen: &Seen) -> TokenStream {
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

fn tokens(dimension: &Dimension) -> TokenStream {
    match dimension {
        Dimension::Known(number) => quote!(#number),
        Dimension::Constant { tokens, .. } => quote!((#tokens)),
        Dimension::Generic(_) => unreachable!("items cannot see the parameters of a network"),
    }
}
