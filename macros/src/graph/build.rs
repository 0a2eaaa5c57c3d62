//! From the syntax tree to the graph, one phase after the other.

use super::assertion::{self, Assertion};
use super::constants::Constants;
use super::draft::{Draft, DraftNode, Origin};
use super::shape::Shape;
use super::{
    Graph, Node, NodeId, Output, axes, check, declare, elaborate, gather, infer, name, order,
    resolve,
};
use crate::diagnostics::Diagnostics;
use crate::ops::{self, Operation};
use crate::syntax::tree::Declaration;
use proc_macro2::Ident;
use std::collections::{HashMap, HashSet};

/// Builds the graph; `None` if there has been any error, here or before.
pub(crate) fn build(declaration: Declaration, diagnostics: &mut Diagnostics) -> Option<Graph> {
    if check::refuse_empty(&declaration, diagnostics) {
        return None;
    }
    refuse_generic_weights(&declaration, diagnostics);
    let constants = Constants::new(&declaration.name, &declaration.parameters);
    let declared: Vec<Option<Shape>> = declaration
        .outputs
        .iter()
        .flatten()
        .map(|output| declare::read_shape(output, &constants, diagnostics))
        .collect();
    let outputs_apart = check::output_names(&declaration, diagnostics);
    ops::check_defaults(&declaration.defaults, diagnostics);
    let program = elaborate::elaborate(&declaration, diagnostics);
    let (mut draft, mut names) =
        declare::declare(&declaration, &program, &declared, &constants, diagnostics);
    let all_known = resolve::resolve(&mut draft, &names, diagnostics);
    let mut order = order::sort(&draft, diagnostics);
    name::name_shared(&mut draft, &order, &mut names);
    let mut assertions = Vec::new();
    infer::infer(&mut draft, &mut order, &constants, &mut assertions, diagnostics);
    positive_dimensions(&draft, &declared, &mut assertions);
    let faults = diagnostics.count();
    let outputs = check::outputs(&draft, &names, &declared, &mut assertions, diagnostics);
    adopt_declared(&mut draft, &outputs, &declared);
    // A misspelled name may have been meant as a use of something that seems unused.
    let all_assigned = outputs.iter().all(Option::is_some) || diagnostics.count() == faults;
    let all_ordered = order.len() == draft.nodes.len();
    if declaration.complete && outputs_apart && all_known && all_ordered && all_assigned {
        check::unused(&draft, &names, &outputs, diagnostics);
        check::unused_definitions(&draft, &program, diagnostics);
    }
    if diagnostics.is_empty() {
        gather::single_outputs(&draft, &outputs, &mut assertions);
        gather::inputs(&mut draft, &mut order);
        let provided = |assertion| axes::provide(&constants, assertion);
        let assertions = assertions.into_iter().map(provided).collect();
        assemble(draft, &order, &outputs, constants, assertions)
    } else {
        None
    }
}

/// The compiler checks the declared shape of a component's output, so the code relies on it: the
/// macro knows no other shape of it.
fn adopt_declared(draft: &mut Draft<'_>, outputs: &[Option<usize>], declared: &[Option<Shape>]) {
    for (node, declared) in outputs.iter().zip(declared) {
        let (Some(node), Some(declared)) = (node, declared) else { continue };
        if draft.given(*node).is_some() {
            draft.nodes[*node].shape = Some(declared.clone());
        }
    }
}

/// A weights file has one size only, so a network with const parameters cannot have one.
fn refuse_generic_weights(declaration: &Declaration, diagnostics: &mut Diagnostics) {
    if let (Some(file), Some(parameter)) = (&declaration.weights, declaration.parameters.first()) {
        let name = &declaration.name;
        diagnostics
            .error(
                file,
                format_args!("`{name}` has a size for each {parameter}, but this file has only one"),
            )
            .help(format_args!(
                "write a number or a const item in place of {parameter}, or load the file with load()"
            ));
    }
}

/// Every constant that is a dimension must be at least 1.
fn positive_dimensions(
    draft: &Draft<'_>,
    declared: &[Option<Shape>],
    assertions: &mut Vec<Assertion>,
) {
    let inputs = draft.nodes.iter().filter_map(|node| match node.origin {
        Origin::Input(port) => Some((port, node.shape.as_ref())),
        Origin::Step(_) => None,
    });
    let outputs = draft.declaration.outputs.iter().flatten();
    let outputs = outputs.zip(declared.iter().map(Option::as_ref));
    for (port, shape) in inputs.chain(outputs) {
        let (Some(written), Some(shape)) = (&port.shape, shape) else { continue };
        let subject = format!("a dimension of `{}`", port.name);
        for (expression, dimension) in written.dimensions.iter().zip(&shape.0) {
            assertion::positive(&subject, dimension, expression, assertions);
        }
    }
    for node in &draft.nodes {
        let units = node.layer().and_then(|layer| layer.units());
        if let (Some(Operation::Dense(dense)), Some(units)) = (&node.operation, units) {
            let subject = format!("the units of `{}`", node.spoken);
            assertion::positive(&subject, &dense.units, &units.tokens, assertions);
        }
    }
}

/// Puts the nodes into their order. Without errors nothing is missing.
fn assemble(
    draft: Draft<'_>,
    order: &[usize],
    outputs: &[Option<usize>],
    constants: Constants,
    assertions: Vec<Assertion>,
) -> Option<Graph> {
    let mut given: Vec<_> = (0..draft.nodes.len()).map(|node| draft.given(node)).collect();
    let Draft { declaration, nodes, .. } = draft;
    let id = |node: usize| order.iter().position(|other| *other == node).map(NodeId);
    let inputs = (0..declaration.inputs.len()).map(id).collect::<Option<_>>()?;
    let ports = declaration.outputs.iter().flatten();
    let outputs = ports
        .zip(outputs)
        .map(|(port, node)| Some(Output { name: port.name.clone(), node: id((*node)?)? }))
        .collect::<Option<_>>()?;
    let words = words(&nodes);
    let shared = shared(&nodes, order);
    let mut nodes: Vec<_> = nodes.into_iter().map(Some).collect();
    let nodes = order
        .iter()
        .zip(shared)
        .map(|(index, shared)| {
            let node = nodes[*index].take()?;
            let keyword = match node.origin {
                Origin::Input(port) => port.name.span(),
                Origin::Step(step) => step.layer.as_ref()?.keyword.span(),
            };
            Some(Node {
                name: node.name,
                operation: node.operation?,
                inputs: node.inputs.into_iter().map(|input| id(input?)).collect::<Option<_>>()?,
                shared,
                hidden: node.hidden,
                shape: node.shape?,
                given: given[*index].take(),
                keyword,
            })
        })
        .collect::<Option<_>>()?;
    Some(Graph {
        attributes: declaration.attributes.clone(),
        visibility: declaration.visibility.clone(),
        name: declaration.name.clone(),
        parameters: declaration.parameters.clone(),
        weights: declaration.weights.clone(),
        nodes,
        inputs,
        outputs,
        words,
        constants: constants.into_vec(),
        assertions,
    })
}

/// The built-in words that were used; copies of the same text count once.
fn words(nodes: &[DraftNode<'_>]) -> Vec<Ident> {
    let mut places = HashSet::new();
    let layers = nodes.iter().filter_map(DraftNode::layer).flat_map(ops::words);
    layers
        .filter(|word| {
            let place = word.span().start();
            places.insert((place.line, place.column, word.to_string()))
        })
        .collect()
}

/// For every node in `order`, the first that applies the same shared layer, unless it is that one.
fn shared(nodes: &[DraftNode<'_>], order: &[usize]) -> Vec<Option<NodeId>> {
    let mut first = HashMap::new();
    let owner = |(id, index): (usize, &usize)| {
        let node = Some(&nodes[*index]).filter(|node| !node.hidden)?;
        let shared = node.step()?.shared.as_ref()?;
        let owner = *first.entry((shared.definition, shared.position)).or_insert(id);
        if owner == id { None } else { Some(NodeId(owner)) }
    };
    order.iter().enumerate().map(owner).collect()
}
