//! Name resolution: the edges between statements, from the names in them.

use super::draft::{Draft, Reference};
use super::names::{Meaning, Names};
use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use proc_macro2::Ident;

/// What a name refers to.
enum Found {
    Node(usize),
    /// Nothing known; that has been reported, or is a syntax error.
    Lost,
    /// Nothing known, but a suggestion may have been made.
    Unclear,
    /// Statements without layers that refer back to the one that is resolved; the first of them.
    Circle {
        first: usize,
    },
}

/// Gives every node its inputs. Returns whether every name that is used is known.
pub(super) fn resolve(draft: &mut Draft<'_>, names: &Names, diagnostics: &mut Diagnostics) -> bool {
    let mut all_known = draft.is_complete;
    for index in 0..draft.statements.len() {
        let Some(source) = draft.statements[index].alias else { continue };
        match find(draft, names, source, index, &mut all_known, diagnostics) {
            Found::Node(node) => draft.statements[index].value = Some(node),
            Found::Circle { first } => {
                all_known = false;
                if first == index {
                    let name = &draft.statements[index].written.name;
                    diagnostics
                        .error(source, format_args!("`{name}` is made from itself"))
                        .help("begin one of these statements with an input");
                }
            }
            Found::Lost => all_known = false,
            Found::Unclear => {}
        }
    }
    for index in 0..draft.references.len() {
        let Reference { name, statement, node, slot } = draft.references[index];
        match find(draft, names, name, statement, &mut all_known, diagnostics) {
            Found::Node(input) => draft.nodes[node].inputs[slot] = Some(input),
            Found::Circle { .. } | Found::Lost => all_known = false,
            Found::Unclear => {}
        }
    }
    all_known
}

/// What a name in a statement refers to; errors are reported.
fn find(
    draft: &Draft<'_>,
    names: &Names,
    name: &Ident,
    statement: usize,
    all_known: &mut bool,
    diagnostics: &mut Diagnostics,
) -> Found {
    match names.resolve(&name.to_string()) {
        Some(Meaning::Definition) => {
            report_definition(name, draft, diagnostics);
            Found::Lost
        }
        Some(Meaning::Parameter) => {
            report_parameter(name, draft, diagnostics);
            Found::Lost
        }
        Some(meaning) => follow(draft, names, statement, meaning),
        None => {
            let statement = &draft.statements[statement].written.name;
            *all_known &= report_undefined(name, statement, draft, names, diagnostics);
            Found::Unclear
        }
    }
}

/// Follows statements without layers to the node that they stand for.
fn follow(draft: &Draft<'_>, names: &Names, start: usize, meaning: Meaning) -> Found {
    let (mut meaning, mut first) = (meaning, start);
    for _ in 0..=draft.statements.len() {
        let index = match meaning {
            Meaning::Input(node) | Meaning::Layer(node) => return Found::Node(node),
            Meaning::Statement(index) => index,
            Meaning::Definition | Meaning::Parameter => return Found::Lost,
        };
        let statement = &draft.statements[index];
        if let Some(node) = statement.value {
            return Found::Node(node);
        }
        if index == start {
            return Found::Circle { first };
        }
        first = first.min(index);
        match statement.alias.and_then(|source| names.resolve(&source.to_string())) {
            Some(next) => meaning = next,
            None => return Found::Lost,
        }
    }
    Found::Lost // a cycle that this statement is not part of
}

/// Reports a block or a shared layer where a value is expected.
fn report_definition(name: &Ident, draft: &Draft<'_>, diagnostics: &mut Diagnostics) {
    let input = draft.declaration.inputs.first();
    let input = input.map_or_else(|| "image".into(), |input| input.name.to_string());
    diagnostics
        .error(name, format_args!("`{name}` is a layer, not a value"))
        .help(format_args!("apply it to a value: {input} -> {name}"));
}

/// Reports a parameter where a value is expected, unless a value of its name has been reported.
fn report_parameter(name: &Ident, draft: &Draft<'_>, diagnostics: &mut Diagnostics) {
    let statements = draft.statements.iter().map(|statement| &statement.written.name);
    let mut values = draft.declaration.inputs.iter().map(|port| &port.name).chain(statements);
    if values.all(|value| value != name) {
        diagnostics
            .error(name, format_args!("`{name}` is a parameter, not a value"))
            .help(format_args!("begin with an input, and write dense({name}) for its units"));
    }
}

/// Reports an unknown name; returns whether it is clear which one was meant.
fn report_undefined(
    name: &Ident,
    statement: &Ident,
    draft: &Draft<'_>,
    names: &Names,
    diagnostics: &mut Diagnostics,
) -> bool {
    if !draft.declaration.complete {
        return false;
    }
    let text = name.to_string();
    let fault = diagnostics.error(name, format_args!("nothing is called `{text}`"));
    if let Some(near) = nearest(&text, names.all()) {
        fault.help(format_args!("write {near}"));
        names.resolve(near);
        return true;
    }
    let known: Vec<&str> = names.all().filter(|known| statement != known).collect();
    if known.len() <= 8 {
        fault.help(format_args!("the names here are {}", known.join(", ")));
    } else {
        let inputs: Vec<String> =
            draft.declaration.inputs.iter().map(|port| port.name.to_string()).collect();
        fault.help(format_args!("the inputs are {}", inputs.join(", ")));
    }
    false
}
