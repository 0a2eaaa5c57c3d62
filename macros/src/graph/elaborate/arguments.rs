//! The arguments in one use of a definition: which parameter each is for.

use super::parameters::Binding;
use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use crate::syntax::text;
use crate::syntax::tree::{Definition, Layer};
use proc_macro2::Ident;
use quote::ToTokens;

/// The values of a definition's parameters in one use.
pub(super) fn bind(
    definition: &Definition,
    layer: &Layer,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Binding>> {
    let (name, parameters) = (&definition.name, &definition.parameters);
    let faults = diagnostics.count();
    let arguments = layer.arguments.as_deref().unwrap_or_default();
    let mut bindings: Vec<Binding> = Vec::new();
    let mut position = 0;
    for argument in arguments {
        let parameter = match &argument.name {
            Some(given) => parameters.iter().find(|parameter| *parameter == given),
            None => {
                position += 1;
                parameters.get(position - 1)
            }
        };
        let Some(parameter) = parameter else {
            match &argument.name {
                Some(given) => report_unknown(definition, given, diagnostics),
                None => report_count(definition, layer, arguments.len(), diagnostics),
            }
            return None;
        };
        if bindings.iter().any(|binding| binding.name == *parameter) {
            diagnostics
                .error(&argument.tokens, format_args!("`{name}` is given `{parameter}` twice"))
                .help("leave one of them out");
            return None;
        }
        bindings.push(Binding::new(parameter.clone(), argument.value.clone()?));
    }
    if bindings.len() < parameters.len() && diagnostics.count() == faults {
        report_count(definition, layer, arguments.len(), diagnostics);
        return None;
    }
    Some(bindings)
}

fn report_unknown(definition: &Definition, given: &Ident, diagnostics: &mut Diagnostics) {
    let name = &definition.name;
    let fault = diagnostics.error(given, format_args!("`{name}` has no parameter `{given}`"));
    let parameters: Vec<String> = definition.parameters.iter().map(Ident::to_string).collect();
    match nearest(&given.to_string(), parameters.iter().map(String::as_str)) {
        Some(near) => fault.help(format_args!("write {near} = ..")),
        None if parameters.is_empty() => fault.help(format_args!("write {name}")),
        None => fault.help(format_args!("write {}", form(definition))),
    };
}

fn report_count(
    definition: &Definition,
    layer: &Layer,
    given: usize,
    diagnostics: &mut Diagnostics,
) {
    let (name, count) = (&definition.name, definition.parameters.len());
    let takes = match count {
        0 => "no arguments".into(),
        1 => "1 argument".into(),
        _ => format!("{count} arguments"),
    };
    let at = match layer.arguments.as_deref() {
        Some(arguments) if arguments.len() > count => {
            arguments[count..].iter().map(|argument| &argument.tokens).cloned().collect()
        }
        _ => layer.keyword.to_token_stream(),
    };
    let headline = match given {
        0 => format!("`{name}` takes {takes}, but is given none"),
        _ => format!("`{name}` takes {takes}, but is given {given}"),
    };
    diagnostics.error(at, headline).help(format_args!("write {}", form(definition)));
}

/// How a definition is used: `block(units, rate)`, or `gate(one, other, units = ..)`.
pub(super) fn form(definition: &Definition) -> String {
    let parameters = definition.parameters.iter().map(text::of_tokens);
    let arguments: Vec<String> = match definition.inputs() {
        [_, _, ..] => {
            let values = definition.inputs().iter().map(text::of_tokens);
            values.chain(parameters.map(|parameter| format!("{parameter} = .."))).collect()
        }
        _ => parameters.collect(),
    };
    match arguments.as_slice() {
        [] => definition.name.to_string(),
        arguments => format!("{}({})", definition.name, arguments.join(", ")),
    }
}
