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
    /// A statement that only repeats names, and in the end its own.
    Circle,
}

/// Gives every statement its source. Says whether every name that is used is known.
pub(super) fn resolve(draft: &mut Draft<'_>, names: &Names, diagnostics: &mut Diagnostics) -> bool {
    let mut all_known = true;
    for index in 0..draft.statements.len() {
        let Some(source) = draft.statements[index].written.source.as_ref() else {
            continue;
        };
        let Some(meaning) = names.resolve(&source.to_string()) else {
            all_known &= report_undefined(source, draft, names, diagnostics);
            continue;
        };
        let found = follow(draft, names, meaning);
        let statement = &mut draft.statements[index];
        match (found, statement.first) {
            (Found::Node(node), Some(first)) => draft.nodes[first].inputs[0] = Some(node),
            (Found::Node(node), None) => statement.value = Some(node),
            (Found::Circle, None) => {
                let name = &statement.written.name;
                diagnostics
                    .error(source, format_args!("`{name}` is made from itself"))
                    .help("begin with an input");
                // One such circle is one fault.
                return false;
            }
            (Found::Lost | Found::Circle, _) => {}
        }
    }
    all_known
}

/// Follows statements without layers to the node that they stand for.
fn follow(draft: &Draft<'_>, names: &Names, meaning: Meaning) -> Found {
    let mut meaning = meaning;
    for _ in 0..=draft.statements.len() {
        let statement = match meaning {
            Meaning::Input(node) | Meaning::Layer(node) => return Found::Node(node),
            Meaning::Statement(statement) => &draft.statements[statement],
        };
        match (statement.value, &statement.written.source) {
            (Some(node), _) => return Found::Node(node),
            (None, Some(source)) => match names.resolve(&source.to_string()) {
                Some(next) => meaning = next,
                None => return Found::Lost,
            },
            (None, None) => return Found::Lost,
        }
    }
    Found::Circle
}

/// Reports a name that nothing has; says whether it is clear which one was meant.
fn report_undefined(
    name: &Ident,
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
    let known: Vec<&str> = names.all().collect();
    if known.len() <= 8 {
        fault.help(format_args!("there are {}", known.join(", ")));
    } else {
        let inputs: Vec<String> =
            draft.declaration.inputs.iter().map(|port| port.name.to_string()).collect();
        fault.help(format_args!("the inputs are {}", inputs.join(", ")));
    }
    false
}
