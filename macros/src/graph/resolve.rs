//! Edges between statements: what each one begins with.

use super::draft::Draft;
use super::names::{Meaning, Names};
use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use proc_macro2::Ident;

/// What a name leads to.
enum Found {
    Node(usize),
    /// Nothing that is known; that has been reported, or is a fault of the text.
    Lost,
    /// Statements without layers that lead back to the one that asks; the first of them.
    Circle {
        first: usize,
    },
}

/// Gives every statement its source. Says whether every name that is used is known.
pub(super) fn resolve(draft: &mut Draft<'_>, names: &Names, diagnostics: &mut Diagnostics) -> bool {
    let mut all_known = true;
    for index in 0..draft.statements.len() {
        let written = draft.statements[index].written;
        let Some(source) = &written.source else {
            all_known = false;
            continue;
        };
        let Some(meaning) = names.resolve(&source.to_string()) else {
            all_known &= report_undefined(source, &written.name, draft, names, diagnostics);
            continue;
        };
        let found = follow(draft, names, index, meaning);
        let statement = &mut draft.statements[index];
        match (found, statement.first) {
            (Found::Node(node), Some(first)) => draft.nodes[first].inputs[0] = Some(node),
            (Found::Node(node), None) => statement.value = Some(node),
            (Found::Circle { first }, None) => {
                all_known = false;
                if first == index {
                    diagnostics
                        .error(source, format_args!("`{}` is made from itself", written.name))
                        .help("begin one of these statements with an input");
                }
            }
            (Found::Circle { .. } | Found::Lost, _) => all_known = false,
        }
    }
    all_known
}

/// Follows statements without layers to the node that they stand for.
fn follow(draft: &Draft<'_>, names: &Names, start: usize, meaning: Meaning) -> Found {
    let (mut meaning, mut first) = (meaning, start);
    for _ in 0..=draft.statements.len() {
        let index = match meaning {
            Meaning::Input(node) | Meaning::Layer(node) => return Found::Node(node),
            Meaning::Statement(index) => index,
        };
        let statement = &draft.statements[index];
        if let Some(node) = statement.value {
            return Found::Node(node);
        }
        if index == start {
            return Found::Circle { first };
        }
        first = first.min(index);
        let source = statement.written.source.as_ref();
        match source.and_then(|source| names.resolve(&source.to_string())) {
            Some(next) => meaning = next,
            None => return Found::Lost,
        }
    }
    Found::Lost // a circle that this statement is not part of
}

/// Reports a name that nothing has; says whether it is clear which one was meant.
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
