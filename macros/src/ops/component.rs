//! `my::Gate<3>`: a layer that the author wrote, or another network, by the path of its type.
//!
//! Only the compiler knows its shapes. What it takes is asserted; what it gives is one dimension,
//! named after it.

use super::values::number;
use super::{Component, Fit, Site};
use crate::diagnostics::Diagnostics;
use crate::graph::assertion::{Assertion, Condition, Part, with_values};
use crate::graph::polynomial::{Atom, Polynomial};
use crate::graph::shape::{Dimension, Shape};
use crate::syntax::text;
use crate::syntax::tree::Argument;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Expr, Path};

/// Reads the path and its arguments: `my::Noise<3>(deviation = 0.2)` says that this parameter begins
/// with 0.2.
pub(super) fn read(path: &Path, site: &Site<'_>, diagnostics: &mut Diagnostics) -> Component {
    let text = text::whole(path);
    let (tokens, length) = (site.constants.outputs(path), site.constants.length(path));
    let outputs = if site.constants.has_parameter(path) {
        let component = Some(path.clone());
        Polynomial::atom(Atom { parameter: None, component, text: text.clone(), tokens }).into()
    } else {
        Dimension::Constant { tokens, text: text.clone() }
    };
    let length = Dimension::Constant { tokens: length, text: text.clone() };
    let mut constants = Vec::new();
    for argument in site.layer.arguments.iter().flatten() {
        if let Some((name, number)) = self::constant(argument, &text, diagnostics) {
            if constants.iter().any(|(other, _)| *other == name) {
                diagnostics
                    .error(&argument.tokens, format_args!("`{name}` of `{text}` is given twice"))
                    .help("leave one of them out");
            } else {
                constants.push((name, number));
            }
        }
    }
    Component { path: path.clone(), outputs, length, constants }
}

/// The name of a parameter and the number that it begins with.
fn constant(
    argument: &Argument,
    component: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(Ident, TokenStream)> {
    let value = argument.value.as_ref()?;
    let Some(name) = &argument.name else {
        let written = text::of(value);
        diagnostics
            .error(value, format_args!("`{component}` takes {written} only with a name before it"))
            .help(format_args!(
                "write {component}(rate = {written}), with the name of one of its parameters"
            ));
        return None;
    };
    if let Some(number) = number(value).filter(|number| number.is_finite()) {
        return Some((name.clone(), number.into_token_stream()));
    }
    let Expr::Path(path) = value else {
        let found = text::of(value);
        diagnostics
            .error(value, format_args!("`{name}` of `{component}` must be a number, not {found}"))
            .help("write a number such as 0.2, or the name of a constant of type f32");
        return None;
    };
    Some((name.clone(), path.to_token_stream()))
}

/// `[my::Gate<3>]`, once the compiler has seen that what it takes is what it gets.
pub(super) fn infer(
    component: &Component,
    fit: &Fit<'_>,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Shape {
    let from_component = matches!(fit.input.0.as_slice(), [input] if input.component().is_some());
    if !fit.input.is_array() && !from_component {
        let headline = format_args!(
            "`{}` takes an array, and `{}` gives {}, which is none",
            fit.name, fit.producer, fit.input
        );
        diagnostics
            .error(&component.path, headline)
            .detail(&fit.chain)
            .help("put a dense layer before it, whose units are a number or one parameter");
        return Shape(vec![component.outputs.clone()]);
    }
    let mut message = vec![
        Part::Text(format!("`{}` takes ", fit.name)),
        Part::Takes(component.path.clone()),
        Part::Text(format!(", but `{}` gives ", fit.producer)),
    ];
    message.extend(with_values(fit.input));
    message.push(Part::Text(format!("\n  {} -> {}", fit.chain, fit.name)));
    assertions.push(Assertion {
        condition: Condition::Takes(component.path.clone(), fit.input.clone()),
        message,
        at: component.path.to_token_stream(),
    });
    for (name, _) in &component.constants {
        let component_name = text::whole(&component.path);
        assertions.push(Assertion {
            condition: Condition::HasParameter(component.path.clone(), name.clone()),
            message: vec![
                Part::Text(format!(
                    "`{component_name}` has no parameter `{}`\n  its parameters: ",
                    name.unraw()
                )),
                Part::Parameters(component.path.clone()),
            ],
            at: name.to_token_stream(),
        });
    }
    Shape(vec![component.outputs.clone()])
}
