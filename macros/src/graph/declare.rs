//! From the tree to nodes: every input and every layer becomes one, and gets its name.

use super::constants::Constants;
use super::draft::{Draft, DraftNode, DraftStatement, Origin};
use super::names::{Meaning, Names, check_word};
use super::shape::{Dimension, MOST, Shape};
use crate::diagnostics::Diagnostics;
use crate::ops::{self, Operation, Site};
use crate::syntax::tree::{Declaration, Port, Stage, Statement};
use proc_macro2::Ident;
use std::collections::HashMap;

/// Makes the nodes, without the edges between statements.
pub(super) fn declare<'a>(
    declaration: &'a Declaration,
    outputs: &[Option<Shape>],
    constants: &Constants,
    diagnostics: &mut Diagnostics,
) -> (Draft<'a>, Names) {
    let mut draft = Draft { declaration, nodes: Vec::new(), statements: Vec::new() };
    let mut names = Names::default();
    for port in &declaration.inputs {
        check_word(&port.name, diagnostics);
        names.define(&port.name, Meaning::Input(draft.nodes.len()), false, diagnostics);
        draft.nodes.push(DraftNode {
            name: port.name.clone(),
            spoken: port.name.to_string(),
            origin: Origin::Input(port),
            operation: Some(Operation::Input),
            inputs: Vec::new(),
            fitting: None,
            shape: read_shape(port, constants, diagnostics),
        });
    }
    for statement in &declaration.statements {
        let index = draft.statements.len();
        let output = output_named(declaration, &statement.name.to_string());
        let meaning = Meaning::Statement(index);
        check_word(&statement.name, diagnostics);
        let named = names.define(&statement.name, meaning, output.is_some(), diagnostics);
        let fitting = output.and_then(|output| outputs[output].as_ref()).and_then(single_dimension);
        declare_statement(
            statement,
            named,
            fitting,
            &mut draft,
            &mut names,
            constants,
            diagnostics,
        );
    }
    name_the_unnamed(&mut draft, &names);
    (draft, names)
}

/// Reads a declared shape; nothing is left of one with faults, which are reported.
pub(super) fn read_shape(
    port: &Port,
    constants: &Constants,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    let written = port.shape.as_ref()?;
    let subject = format!("a dimension of `{}`", port.name);
    let dimensions: Vec<Dimension> = written
        .dimensions
        .iter()
        .map(|dimension| {
            Dimension::read(dimension, constants).unwrap_or_else(|fault| {
                fault.report(dimension, &subject, None, diagnostics);
                Dimension::unknown()
            })
        })
        .collect();
    let shape = Shape(dimensions);
    if shape.numbers().is_none() {
        let headline = format_args!("`{}` cannot have more than {MOST} numbers", port.name);
        diagnostics.error(&written.tokens, headline);
        return None;
    }
    Some(shape)
}

/// The declared output of that name, by its place.
pub(super) fn output_named(declaration: &Declaration, name: &str) -> Option<usize> {
    declaration.outputs.iter().flatten().position(|output| output.name == name)
}

fn declare_statement<'a>(
    statement: &'a Statement,
    named: bool,
    fitting: Option<String>,
    draft: &mut Draft<'a>,
    names: &mut Names,
    constants: &Constants,
    diagnostics: &mut Diagnostics,
) {
    let first = draft.nodes.len();
    for (position, stage) in statement.stages.iter().enumerate() {
        let node = draft.nodes.len();
        let is_last = position + 1 == statement.stages.len();
        if let Some(label) = &stage.label {
            // The last layer may repeat the statement's name, which it would have had anyway.
            if !(is_last && *label == statement.name) {
                check_word(label, diagnostics);
                names.define(label, Meaning::Layer(node), false, diagnostics);
            }
        }
        let named_by = if is_last && named { Some(&statement.name) } else { None };
        let name = stage.label.as_ref().or(named_by);
        let spoken = spoken_name(stage, name);
        let fitting = fitting.as_deref().filter(|_| is_last);
        let before =
            position.checked_sub(1).and_then(|before| statement.stages[before].layer.as_ref());
        let operation = stage.layer.as_ref().and_then(|layer| {
            ops::read(&Site { layer, before, name: &spoken, fitting, constants }, diagnostics)
        });
        draft.nodes.push(DraftNode {
            name: name.cloned().unwrap_or_else(|| Ident::new("_", stage.arrow.spans[0])),
            spoken,
            origin: Origin::Stage(stage),
            operation,
            inputs: vec![if position == 0 { None } else { Some(node - 1) }],
            fitting: fitting.map(str::to_owned),
            shape: None,
        });
    }
    let end = draft.nodes.len();
    let (first, value) = if first == end { (None, None) } else { (Some(first), Some(end - 1)) };
    draft.statements.push(DraftStatement { written: statement, first, value, named });
}

/// Numbers the layers that have no name, by their kind, in the order of the text.
fn name_the_unnamed(draft: &mut Draft<'_>, names: &Names) {
    let mut last: HashMap<String, usize> = HashMap::new();
    for node in &mut draft.nodes {
        if node.name != "_" {
            continue;
        }
        let Some(keyword) = node.layer().map(|layer| &layer.keyword) else { continue };
        let number = last.entry(keyword.to_string()).or_default();
        let (name, taken) = names.automatic(&keyword.to_string(), *number + 1);
        *number = taken;
        if let Ok(mut name) = syn::parse_str::<Ident>(&name) {
            name.set_span(keyword.span());
            node.name = name;
        }
    }
}

fn spoken_name(stage: &Stage, name: Option<&Ident>) -> String {
    match (name, &stage.layer) {
        (Some(name), _) => name.to_string(),
        (None, Some(layer)) => layer.keyword.to_string(),
        (None, None) => "?".into(),
    }
}

fn single_dimension(shape: &Shape) -> Option<String> {
    match shape.0.as_slice() {
        [dimension] if !dimension.is_unknown() => Some(dimension.to_string()),
        _ => None,
    }
}
