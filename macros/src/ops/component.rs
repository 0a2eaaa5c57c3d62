//! `my::Gate<3>`: a layer that the author wrote, or another network, by the path of its type.
//!
//! Only the compiler knows its shapes. What it takes is asserted; what it gives is one dimension,
//! named after it.

use super::{Component, Fit, Site};
use crate::diagnostics::Diagnostics;
use crate::graph::assertion::{Assertion, Condition, Part, with_values};
use crate::graph::shape::{Dimension, Shape};
use crate::syntax::text;
use quote::ToTokens;
use syn::Path;

/// Reads the path, which takes no arguments.
pub(super) fn read(path: &Path, site: &Site<'_>, diagnostics: &mut Diagnostics) -> Component {
    let text = text::whole(path);
    if let Some(argument) = site.layer.arguments.iter().flatten().next() {
        diagnostics
            .error(
                &argument.tokens,
                format_args!("`{text}` is a type, and takes no arguments here"),
            )
            .help(format_args!("write {text}"));
    }
    let (outputs, length) = (site.constants.outputs(path), site.constants.length(path));
    let constant = |name: proc_macro2::Ident| Dimension::Constant {
        tokens: name.into_token_stream(),
        text: text.clone(),
    };
    Component { path: path.clone(), outputs: constant(outputs), length: constant(length) }
}

/// `[my::Gate<3>]`, once the compiler has seen that what it takes is what it gets.
pub(super) fn infer(
    component: &Component,
    fit: &Fit<'_>,
    assertions: &mut Vec<Assertion>,
) -> Shape {
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
    Shape(vec![component.outputs.clone()])
}
