//! Checks of the whole network: every output is defined and has its shape, nothing is unused.

use super::assertion::{self, Assertion};
use super::draft::{Draft, DraftNode, DraftStatement, Origin};
use super::elaborate::Program;
use super::given::{Alike, Known};
use super::names::{Meaning, Names};
use super::shape::{Comparison, Dimension, Shape};
use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use crate::ops::{Operation, with_units};
use crate::syntax::tree::{Declaration, Port};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;

/// A network without inputs, outputs or statements has nothing else to be checked.
pub(super) fn refuse_empty(declaration: &Declaration, diagnostics: &mut Diagnostics) -> bool {
    if !declaration.complete {
        return false;
    }
    let name = &declaration.name;
    if declaration.inputs.is_empty() {
        diagnostics
            .error(name, format_args!("`{name}` has no inputs"))
            .help(format_args!("write {name}(image: [28, 28]), with your own name and shape"));
    }
    if declaration.outputs.as_ref().is_some_and(Vec::is_empty) {
        diagnostics
            .error(name, format_args!("`{name}` has no outputs"))
            .help("write -> (class: [10]), with your own name and shape");
    }
    if declaration.statements.is_empty() {
        let fault = diagnostics.error(name, format_args!("`{name}` has no layers"));
        let output = declaration.outputs.iter().flatten().next();
        if let (Some(input), Some(output)) = (declaration.inputs.first(), output) {
            let units = output.shape.as_ref().and_then(|shape| shape.dimensions.first());
            let units = units.map(crate::syntax::text::of).unwrap_or_else(|| "10".into());
            let (input, output) = (&input.name, &output.name);
            fault.help(format_args!("write {output} = {input} -> flatten -> dense({units});"));
        }
    }
    declaration.inputs.is_empty()
        || declaration.statements.is_empty()
        || declaration.outputs.as_ref().is_some_and(Vec::is_empty)
}

/// A name stands for one output, and not for an input too. Returns whether that holds.
pub(super) fn output_names(declaration: &Declaration, diagnostics: &mut Diagnostics) -> bool {
    let faults = diagnostics.count();
    let Some(outputs) = &declaration.outputs else { return false };
    for (index, output) in outputs.iter().enumerate() {
        let name = &output.name;
        if outputs[..index].iter().any(|other| other.name == *name) {
            diagnostics
                .error(name, format_args!("output `{name}` is declared twice"))
                .help("leave one of them out");
        } else if declaration.inputs.iter().any(|input| input.name == *name) {
            diagnostics
                .error(name, format_args!("`{name}` is declared as an input and as an output"))
                .help("give the output a name of its own");
        }
    }
    diagnostics.count() == faults
}

/// The node of each declared output. Errors are reported.
pub(super) fn outputs(
    draft: &Draft<'_>,
    names: &Names,
    shapes: &[Option<Shape>],
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<usize>> {
    let Some(outputs) = &draft.declaration.outputs else {
        report_missing_outputs(draft, diagnostics);
        return Vec::new();
    };
    let check = |(output, shape): (&Port, &Option<Shape>)| {
        let node = match names.resolve(&output.name.to_string()) {
            Some(Meaning::Input(_)) => return None, // reported with the names
            Some(Meaning::Layer(node)) => node,
            Some(Meaning::Statement(index)) => draft.statements[index].value?,
            Some(Meaning::Parameter) => return None, // reported with the names
            Some(Meaning::Definition) => {
                report_definition(&output.name, diagnostics);
                return None;
            }
            None => {
                report_unassigned(draft, names, &output.name, diagnostics);
                return None;
            }
        };
        if let Origin::Input(input) = draft.nodes[node].origin {
            let (name, input) = (&output.name, &input.name);
            diagnostics
                .error(name, format_args!("output `{name}` is the input `{input}`, unchanged"))
                .help("put a layer between them, or leave the output out");
            return None;
        }
        if let (Some(declared), Some(given)) = (shape, &draft.nodes[node].shape) {
            compare(draft, output, declared, given, node, assertions, diagnostics);
        }
        Some(node)
    };
    outputs.iter().zip(shapes).map(check).collect()
}

/// Every value is used, and every input.
pub(super) fn unused(
    draft: &Draft<'_>,
    names: &Names,
    outputs: &[Option<usize>],
    diagnostics: &mut Diagnostics,
) {
    let consumed = |node: usize| {
        draft.nodes.iter().any(|other| other.inputs.contains(&Some(node)))
            || outputs.contains(&Some(node))
    };
    for port in &draft.declaration.inputs {
        let name = &port.name;
        if !names.is_used(&name.to_string()) {
            diagnostics
                .error(name, format_args!("input `{name}` is never used"))
                .help(format_args!("begin a statement with {name}, or leave the input out"));
        }
    }
    for statement in &draft.statements {
        if is_unused(statement, names, &consumed) {
            let name = &statement.written.name;
            diagnostics
                .error(name, format_args!("`{name}` is never used"))
                .help("use it, declare it as an output, or leave the statement out");
        }
    }
}

/// Every block, every shared layer and every default is used.
pub(super) fn unused_definitions(
    draft: &Draft<'_>,
    program: &Program<'_>,
    diagnostics: &mut Diagnostics,
) {
    for default in &draft.declaration.defaults {
        let keyword = &default.keyword;
        let mut layers = draft.nodes.iter().filter_map(DraftNode::layer);
        if layers.all(|layer| layer.keyword != *keyword) {
            diagnostics
                .error(keyword, format_args!("no layer uses `default {keyword}`"))
                .help("leave it out");
        }
    }
    for name in &program.unused {
        diagnostics
            .error(name, format_args!("`{name}` is never used"))
            .help(format_args!("apply it, as in image -> {name}, or leave it out"));
    }
}

fn is_unused(
    statement: &DraftStatement<'_>,
    names: &Names,
    consumed: &impl Fn(usize) -> bool,
) -> bool {
    let used_otherwise = statement.alias.is_none() && statement.value.is_some_and(consumed);
    statement.named && !names.is_used(&statement.written.name.to_string()) && !used_otherwise
}

/// Compares an output's declared shape with the inferred one.
fn compare(
    draft: &Draft<'_>,
    output: &Port,
    declared: &Shape,
    given: &Shape,
    node: usize,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) {
    let name = output.name.to_string();
    let (at, sized) = decider(draft, node);
    let component = draft.given(node);
    let known = Known { shape: given, given: component.as_ref() };
    let compared = match (Known { shape: declared, given: None }).compare(&known) {
        None | Some(Alike::Always) => declared.compare(given),
        Some(Alike::Unproven(doubt)) => Comparison::Unproven(doubt),
        Some(Alike::If(condition)) => {
            let Some(given) = component else { return };
            let (shapes, chain) = ((declared, &given), draft.chain(node));
            assertions.push(assertion::given_output(&name, shapes, condition, &chain, &at));
            return;
        }
    };
    match compared {
        Comparison::Same => {}
        Comparison::If(pairs) => {
            let chain = draft.chain(node);
            assertions.extend(
                pairs
                    .into_iter()
                    .map(|pair| assertion::output(&name, declared, given, pair, &chain, &at)),
            );
        }
        different @ (Comparison::Different | Comparison::Unproven(_)) => {
            let gives = match &component {
                Some(component) => format!("what `{}` gives", component.text()),
                None => given.to_string(),
            };
            let fault = diagnostics.error(
                at,
                format_args!("`{name}` is declared as {declared}, but its layers give {gives}"),
            );
            fault.detail(draft.chain(node));
            different.explain(fault);
            // A shape that no array has, or that is unknown, cannot be declared.
            let is_writable = given.0.iter().all(Dimension::is_writable);
            let is_declarable = given.is_array() && component.is_none() && is_writable;
            let declare = match is_declarable {
                true => format!(", or declare {name}: {given}"),
                false => String::new(),
            };
            match (declared.0.as_slice(), sized) {
                ([units], Some(sized)) => {
                    let layer = draft.nodes[sized].layer();
                    let (new, old) = (units.to_string(), given.0[0].to_string());
                    let change = layer.map(|layer| {
                        format!("{} to {}", with_units(layer, &old), with_units(layer, &new))
                    });
                    let change = change.unwrap_or_default();
                    fault.help(format_args!("change {change}{declare}"))
                }
                ([units], None) if given.0.len() == 1 => {
                    fault.help(format_args!("end with dense({units}){declare}"))
                }
                ([units], None) => {
                    fault.help(format_args!("end with flatten -> dense({units}){declare}"))
                }
                _ if !is_writable => fault.help(
                    "put reshape(..) behind what a path gives, so that its axes are known here",
                ),
                _ if is_declarable => fault.help(format_args!("declare {name}: {given}")),
                _ => fault.help("end with flatten -> dense(..), and declare that many numbers"),
            };
        }
    }
}

/// What to underline if a node's shape is wrong, and the dense layer that determines its size.
fn decider(draft: &Draft<'_>, node: usize) -> (TokenStream, Option<usize>) {
    let mut index = node;
    while let Some(Operation::Activation(_) | Operation::Elementwise(_)) =
        &draft.nodes[index].operation
    {
        match draft.nodes[index].inputs.first().copied().flatten() {
            Some(producer) => index = producer,
            None => break,
        }
    }
    let layer = draft.nodes[index].layer();
    match layer.and_then(|layer| layer.units()) {
        Some(units) => (units.tokens.clone(), Some(index)),
        None => {
            let layer = draft.nodes[node].layer();
            let at = layer.map(|layer| layer.keyword.to_token_stream()).unwrap_or_default();
            (at, None)
        }
    }
}

fn report_definition(output: &Ident, diagnostics: &mut Diagnostics) {
    diagnostics
        .error(output, format_args!("output `{output}` is a layer here, not a value"))
        .help(format_args!("call the layer something else, and write {output} = .. in the braces"));
}

fn report_missing_outputs(draft: &Draft<'_>, diagnostics: &mut Diagnostics) {
    let name = &draft.declaration.name;
    let fault = diagnostics.error(name, format_args!("`{name}` declares no outputs"));
    let last = draft.statements.last().and_then(|statement| {
        let shape = draft.nodes[statement.value?].shape.as_ref()?;
        Some(format!("{}: {shape}", statement.written.name))
    });
    let output = last.unwrap_or_else(|| "class: [10]".into());
    fault.help(format_args!("write -> ({output}) after the inputs"));
}

/// Reports an output that no statement defines, unless the text is incomplete.
fn report_unassigned(
    draft: &Draft<'_>,
    names: &Names,
    output: &Ident,
    diagnostics: &mut Diagnostics,
) {
    let lost_names = draft.statements.iter().any(|statement| !statement.named);
    if !draft.declaration.complete || lost_names {
        return;
    }
    let unused = draft
        .statements
        .iter()
        .filter(|statement| statement.named && !names.is_used(&statement.written.name.to_string()));
    let unused: Vec<(String, &Ident)> = unused
        .map(|statement| (statement.written.name.to_string(), &statement.written.name))
        .filter(|(name, _)| super::declare::output_named(draft.declaration, name).is_none())
        .collect();
    let near = nearest(&output.to_string(), unused.iter().map(|(name, _)| name.as_str()));
    match near.and_then(|near| unused.iter().find(|(name, _)| name == near)) {
        Some((near, at)) => {
            names.resolve(near);
            diagnostics
                .error(
                    at,
                    format_args!("`{near}` is never used, and output `{output}` never assigned"),
                )
                .help(format_args!("write {output}"));
        }
        None => {
            let fault =
                diagnostics.error(output, format_args!("output `{output}` is never assigned"));
            match unused.first() {
                Some((unused, _)) => fault.help(format_args!(
                    "rename `{unused}`, which is never used, to {output}, or leave the output out"
                )),
                None => fault.help(format_args!(
                    "write {output} = .. in the braces, or leave the output out"
                )),
            };
        }
    }
}
