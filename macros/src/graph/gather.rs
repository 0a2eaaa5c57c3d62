//! Concatenates several inputs of a component into one row, and checks the uses of its outputs.

use super::assertion::Assertion;
use super::draft::{Draft, DraftNode};
use super::shape::{Dimension, Shape};
use crate::ops::{self, Operation};
use crate::syntax::tree::OUTPUT;
use proc_macro2::{Ident, Span};

/// Concatenates the inputs of each component that has several, in the order of its struct of
/// inputs, with inserted nodes that are not layers of the user's.
pub(super) fn inputs(draft: &mut Draft<'_>, order: &mut Vec<usize>) {
    for node in 0..draft.nodes.len() {
        let is_component = matches!(draft.nodes[node].operation, Some(Operation::Component(_)));
        if !is_component || draft.nodes[node].inputs.len() < 2 {
            continue;
        }
        let flat: Vec<Option<usize>> = draft.nodes[node]
            .inputs
            .clone()
            .into_iter()
            .enumerate()
            .map(|(place, input)| Some(flattened(draft, order, node, place, input?)))
            .collect();
        let lengths = flat.iter().map(|input| length(draft, (*input)?));
        let Some(lengths) = lengths.collect::<Option<Vec<Dimension>>>() else { continue };
        let shape = Shape(vec![Dimension::sum(&lengths)]);
        let operation = Operation::Concatenate { axis: 0 };
        let gathered = insert(draft, order, node, "inputs", operation, flat, shape);
        draft.nodes[node].inputs = vec![Some(gathered)];
    }
}

/// The input itself, or all its elements in one row.
fn flattened(
    draft: &mut Draft<'_>,
    order: &mut Vec<usize>,
    node: usize,
    place: usize,
    input: usize,
) -> usize {
    let shape = draft.nodes[input].shape.as_ref();
    let Some(numbers) = shape.filter(|shape| shape.0.len() > 1).and_then(Shape::numbers) else {
        return input;
    };
    let name = format!("input_{place}");
    let shape = Shape(vec![numbers]);
    insert(draft, order, node, &name, Operation::Flatten, vec![Some(input)], shape)
}

fn length(draft: &Draft<'_>, node: usize) -> Option<Dimension> {
    draft.nodes[node].shape.as_ref()?.numbers()
}

/// Adds a node that comes right before `before`.
fn insert(
    draft: &mut Draft<'_>,
    order: &mut Vec<usize>,
    before: usize,
    name: &str,
    operation: Operation,
    inputs: Vec<Option<usize>>,
    shape: Shape,
) -> usize {
    let component = &draft.nodes[before];
    let node = DraftNode {
        name: Ident::new(&format!("__{}_{name}", component.name), Span::mixed_site()),
        spoken: component.spoken.clone(),
        origin: component.origin,
        operation: Some(operation),
        inputs,
        fitting: None,
        shape: Some(shape),
        hidden: true,
    };
    draft.nodes.push(node);
    let added = draft.nodes.len() - 1;
    let place = order.iter().position(|other| *other == before).unwrap_or(order.len());
    order.insert(place, added);
    added
}

/// Asserts that a component has a single output, if none of its outputs is selected by name.
pub(super) fn single_outputs(
    draft: &Draft<'_>,
    outputs: &[Option<usize>],
    assertions: &mut Vec<Assertion>,
) {
    for (index, node) in draft.nodes.iter().enumerate() {
        let Some(Operation::Component(component)) = &node.operation else { continue };
        let is_output =
            |user: &DraftNode<'_>| user.layer().is_some_and(|layer| layer.keyword == OUTPUT);
        let mut users = draft.nodes.iter().filter(|user| user.inputs.contains(&Some(index)));
        if outputs.contains(&Some(index)) || users.any(|user| !is_output(user)) {
            let name = node.layer().map(ops::stem).unwrap_or_default();
            assertions.push(ops::gives_one(component, &name));
        }
    }
}
