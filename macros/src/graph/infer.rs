//! Shape inference, from the inputs on.

use super::assertion::{self, Assertion};
use super::axes;
use super::constants::Constants;
use super::draft::{Draft, DraftNode};
use super::given::{Alike, Known};
use super::shape::{Comparison, Shape};
use crate::diagnostics::Diagnostics;
use crate::ops::{Fit, MergeFit, Operation, Value};
use crate::syntax::text;
use proc_macro2::TokenStream;
use std::collections::HashMap;
use syn::Path;

/// Gives every node of `order` its shape, unless errors make it unknown.
pub(super) fn infer(
    draft: &mut Draft<'_>,
    order: &mut Vec<usize>,
    constants: &Constants,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) {
    let mut shared = HashMap::new();
    let mut inserted = Vec::new();
    for &index in &*order {
        let mut faults = Diagnostics::default();
        let Some(mut operation) = draft.nodes[index].operation.take() else { continue };
        let named = axes::name(draft, index, &operation, constants, assertions, &mut faults);
        let are_seen = named.is_some();
        inserted.extend(named.into_iter().flatten().map(|new| (index, new)));
        let node = &draft.nodes[index];
        if let Some(layer) = node.layer() {
            if let Some(step) = node.step().and_then(|step| step.shared.as_ref()) {
                let first = *shared.entry((step.definition, step.position)).or_insert(index);
                for slot in step.entries.iter().filter(|_| first != index) {
                    compare_applications(draft, *slot, first, index, assertions, &mut faults);
                }
            }
            let is_call = node.step().is_some_and(|step| !step.values.is_empty());
            let shape = if !are_seen {
                node.shape.clone()
            } else if operation.is_merge() || is_call {
                let mut values = values(draft, index);
                if let Operation::Dot = operation {
                    // They are rows, which has been asserted.
                    values.iter_mut().for_each(|value| value.given = None);
                }
                let fit = MergeFit { layer, name: &node.spoken, values };
                operation.merge(&fit, assertions, &mut faults)
            } else if let (Some(producer), Some(input)) = input(draft, index, 0) {
                let fit = Fit {
                    layer,
                    name: &node.spoken,
                    label: node.label(),
                    producer: &draft.nodes[producer].spoken,
                    input,
                    component: component(draft, producer),
                    given: draft.given(producer),
                    constants,
                    chain: draft.chain(producer),
                    written: node.shape.as_ref(),
                    fitting: node.fitting.as_deref(),
                };
                operation.infer(&fit, assertions, &mut faults)
            } else {
                node.shape.clone()
            };
            draft.nodes[index].shape = shape;
        }
        draft.nodes[index].operation = Some(operation);
        diagnostics.absorb(faults);
    }
    for (node, new) in inserted {
        let place = order.iter().position(|other| *other == node).unwrap_or(order.len());
        order.insert(place, new);
    }
}

/// One input of a node, and its shape.
fn input<'d>(draft: &'d Draft<'_>, node: usize, slot: usize) -> (Option<usize>, Option<&'d Shape>) {
    let producer = draft.nodes[node].inputs.get(slot).copied().flatten();
    (producer, producer.and_then(|producer| draft.nodes[producer].shape.as_ref()))
}

/// The type of a node that is a network or a custom layer.
fn component<'d>(draft: &'d Draft<'_>, node: usize) -> Option<&'d Path> {
    match &draft.nodes[node].operation {
        Some(Operation::Component(component)) => Some(&component.path),
        _ => None,
    }
}

/// The inputs of a merge, each with its tokens.
fn values<'d>(draft: &'d Draft<'_>, node: usize) -> Vec<Value<'d>> {
    let node = &draft.nodes[node];
    let places = node.step().map(|step| step.values.as_slice()).unwrap_or_default();
    let value = |(input, at): (&Option<usize>, _)| Value {
        name: name_of(draft, *input, at),
        unnamed: input
            .map(|it| &draft.nodes[it])
            .filter(|it| !is_named(it) && !it.hidden)
            .and_then(DraftNode::layer),
        shape: input.and_then(|input| draft.nodes[input].shape.as_ref()),
        given: input.and_then(|input| draft.given(input)),
        at,
    };
    node.inputs.iter().zip(places).map(value).collect()
}

fn is_named(node: &DraftNode<'_>) -> bool {
    node.name == node.spoken
}

/// What to call a value: by its name, or as it is written if it has none.
fn name_of(draft: &Draft<'_>, input: Option<usize>, at: &TokenStream) -> String {
    match input.map(|input| &draft.nodes[input]) {
        Some(node) if is_named(node) => node.spoken.clone(),
        _ => text::of_tokens(at),
    }
}

/// All applications of a shared layer get the same shape.
fn compare_applications(
    draft: &Draft<'_>,
    slot: usize,
    first: usize,
    second: usize,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) {
    let (Some(one), Some(one_shape)) = input(draft, first, slot) else { return };
    let (Some(other), Some(other_shape)) = input(draft, second, slot) else { return };
    let Some(shared) = draft.nodes[second].step().and_then(|step| step.shared.as_ref()) else {
        return;
    };
    let name = &shared.applied;
    let given = [one, other].map(|node| draft.given(node));
    let known = [(one_shape, &given[0]), (other_shape, &given[1])]
        .map(|(shape, given)| Known { shape, given: given.as_ref() });
    let (one, other) = (&draft.nodes[one].spoken, &draft.nodes[other].spoken);
    let compared = match known[0].compare(&known[1]) {
        None => other_shape.compare(one_shape),
        Some(Alike::Always) => Comparison::Same,
        Some(Alike::Unproven(doubt)) => Comparison::Unproven(doubt),
        Some(Alike::If(condition)) => {
            let subject = format!("shared layer `{name}` is fed two shapes: ");
            let [one, two] = known;
            assertions.push(assertion::alike(&subject, (one, two), condition, other, name));
            Comparison::Same
        }
    };
    match compared {
        Comparison::Same => {}
        different @ (Comparison::Different | Comparison::Unproven(_)) => {
            let fault = diagnostics.error(
                name,
                format_args!(
                    "shared layer `{name}` is fed two shapes: {one_shape} and {other_shape}"
                ),
            );
            fault.detail(format_args!("`{one}` gives {one_shape}, `{other}` gives {other_shape}"));
            different.explain(fault);
            fault.help(format_args!(
                "bring both to one shape, or write layer {name} = .. for two sets of parameters"
            ));
        }
        Comparison::If(pairs) => {
            let subject = format!("shared layer `{name}` is fed two shapes: ");
            let help = format!("`{one}` gives {one_shape}, `{other}` gives {other_shape}");
            assertions.extend(pairs.into_iter().map(|pair| {
                assertion::equal_shapes(&subject, (one_shape, other_shape), pair, &help, name)
            }));
        }
    }
}
