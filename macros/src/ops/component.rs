//! `my::Gate<3>`: a component, which is a custom layer or another network, by the path of its type.
//!
//! Only the compiler knows its shapes. The shape of its input is asserted. Its output is one row to
//! the macro; where another operation depends on the output's real shape, that is asserted.

use super::values::number;
use super::{Component, Fit, MergeFit, Site};
use crate::diagnostics::Diagnostics;
use crate::graph::assertion::{Assertion, Condition, Part};
use crate::graph::given::{Known, Seen};
use crate::graph::polynomial::{Atom, Polynomial};
use crate::graph::shape::{Dimension, Shape};
use crate::syntax::text;
use crate::syntax::tree::Argument;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Expr, Path};

/// Reads the path and its arguments: `my::Noise<3>(deviation = 0.2)` initializes this parameter to
/// 0.2.
pub(super) fn read(path: &Path, site: &Site<'_>, diagnostics: &mut Diagnostics) -> Component {
    let text = text::whole(path);
    let (tokens, length) = (site.constants.outputs(path), site.constants.length(path));
    let outputs = if site.constants.has_parameter(path) {
        let component = Some(path.clone());
        Polynomial::atom(Atom { parameter: None, component, text: text.clone(), tokens }).into()
    } else {
        Dimension::Constant { tokens, text: format!("numbers of {text}") }
    };
    let length = Dimension::Constant { tokens: length, text: format!("parameters of {text}") };
    if site.values == 0 {
        diagnostics
            .error(path, format_args!("`{text}` is given no values"))
            .help(format_args!("write {text}(a, b), with a value for each of its inputs"));
    }
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

/// The name of a parameter and the number to which it is initialized.
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

/// `[my::Gate<3>]`, after an assertion that the component accepts the shape of the value.
pub(super) fn infer(
    component: &Component,
    fit: &Fit<'_>,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Shape {
    let path = &component.path;
    if !fit.input.is_array() && fit.given.is_none() {
        let headline = format_args!(
            "`{}` takes an array, and `{}` gives {}, which is none",
            fit.name, fit.producer, fit.input
        );
        diagnostics
            .error(path, headline)
            .detail(&fit.chain)
            .help("put a dense layer before it, whose units are a number or one parameter");
        return Shape(vec![component.outputs.clone()]);
    }
    let rest = format!(
        ", but is given `{}` only\n  help: write {}(a, b), with a value for each",
        fit.producer,
        text::whole(path)
    );
    assertions.push(has_inputs(component, 1, rest));
    let mut message = vec![
        Part::Text(format!("`{}` takes ", fit.name)),
        Part::Shape(Seen::Taken(path.clone(), 0)),
        Part::Text(format!(", but `{}` gives ", fit.producer)),
    ];
    let known = Known { shape: fit.input, given: fit.given.as_ref() };
    message.extend(known.parts());
    message.push(Part::Text(format!("\n  {} -> {}", fit.chain, fit.name)));
    message.push(Part::Bring {
        before: "\n  help: put ".into(),
        from: known.seen(),
        to: Seen::Taken(path.clone(), 0),
        after: " before it",
    });
    assertions.push(Assertion {
        condition: Condition::Takes {
            component: path.clone(),
            count: 1,
            index: 0,
            shape: fit.input.clone(),
            given: fit.given.clone(),
        },
        message,
        at: path.to_token_stream(),
    });
    given(component, assertions)
}

/// The same for several values, each of which is one of its inputs.
pub(super) fn merge(
    component: &Component,
    fit: &MergeFit<'_>,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Shape {
    let count = fit.values.len();
    let shapes = || fit.values.iter().filter_map(|value| value.shape);
    let is_generic = shapes().any(|shape| shape.0.iter().any(Dimension::is_generic))
        || component.outputs.is_generic();
    if count > 1 && is_generic {
        let headline = format_args!(
            "`{}` takes {count} values, which cannot depend on the network's parameters",
            text::whole(&component.path)
        );
        diagnostics
            .error(&component.path, headline)
            .help("use numbers or const items in the parameters' place");
        return Shape(vec![component.outputs.clone()]);
    }
    assertions.push(has_inputs(component, count, format!(", but is given {count}")));
    let text = text::whole(&component.path);
    for (index, value) in fit.values.iter().enumerate() {
        let Some(known) = value.known() else { continue };
        let mut message = match count {
            1 => vec![Part::Text(format!("`{text}` takes "))],
            _ => vec![
                Part::Text("`".into()),
                Part::InputName(component.path.clone(), index),
                Part::Text(format!("` of `{text}` takes ")),
            ],
        };
        let taken = || Seen::Taken(component.path.clone(), index);
        message.push(Part::Shape(taken()));
        message.push(Part::Text(format!(", but `{}` gives ", value.name)));
        message.extend(known.parts());
        message.push(Part::Bring {
            before: format!("\n  help: write {} -> ", value.name),
            from: known.seen(),
            to: taken(),
            after: "",
        });
        assertions.push(Assertion {
            condition: Condition::Takes {
                component: component.path.clone(),
                count,
                index,
                shape: known.shape.clone(),
                given: value.given.clone(),
            },
            message,
            at: value.at.clone(),
        });
    }
    given(component, assertions)
}

/// Asserts that the component has as many inputs as there are values.
fn has_inputs(component: &Component, count: usize, rest: String) -> Assertion {
    let path = &component.path;
    Assertion {
        condition: Condition::TakesCount(path.clone(), count),
        message: vec![
            Part::Text(format!("`{}` takes ", text::whole(path))),
            Part::Inputs(path.clone()),
            Part::Text(rest),
        ],
        at: path.to_token_stream(),
    }
}

/// The component's output, whatever its input; its constants are asserted here.
fn given(component: &Component, assertions: &mut Vec<Assertion>) -> Shape {
    let text = text::whole(&component.path);
    assertions.push(Assertion {
        condition: Condition::GivesElements(component.path.clone()),
        message: vec![Part::Text(format!("`{text}` gives no numbers: at least 1 is needed"))],
        at: component.path.to_token_stream(),
    });
    for (name, _) in &component.constants {
        let headline = format!("`{text}` has no parameter `{}`\n  its parameters: ", name.unraw());
        assertions.push(Assertion {
            condition: Condition::HasParameter(component.path.clone(), name.clone()),
            message: vec![Part::Text(headline), Part::Parameters(component.path.clone())],
            at: name.to_token_stream(),
        });
    }
    Shape(vec![component.outputs.clone()])
}

/// The assertion that the component has a single output, if none of several is selected; `name` is
/// a name that the user could give it.
pub(crate) fn gives_one(component: &Component, name: &str) -> Assertion {
    let path = &component.path;
    let text = text::whole(path);
    Assertion {
        condition: Condition::GivesOne(path.clone()),
        message: vec![
            Part::Text(format!("`{text}` gives ")),
            Part::Outputs(path.clone()),
            Part::Text(format!(
                ": say which\n  help: name it, {name} = .. -> {text}, and write {name}."
            )),
            Part::OutputName(path.clone(), 0),
        ],
        at: path.to_token_stream(),
    }
}
