//! The names of nodes in the network's tables.

use super::draft::Draft;
use super::names::{Meaning, Names};
use crate::ops;
use proc_macro2::Ident;
use std::collections::HashMap;

/// Numbers the layers that have no name, by their kind, and those in copies, by their label, in
/// the order of the text.
pub(super) fn number(draft: &mut Draft<'_>, names: &mut Names) {
    let mut last: HashMap<String, usize> = HashMap::new();
    for index in 0..draft.nodes.len() {
        let node = &mut draft.nodes[index];
        let Some(step) = node.step().filter(|step| step.shared.is_none()) else { continue };
        if node.name != "_" {
            continue;
        }
        let Some(layer) = &step.layer else { continue };
        let (stem, span) = match &step.label {
            Some(label) => (label.to_string(), label.span()),
            None => (ops::stem(layer), layer.keyword.span()),
        };
        let number = last.entry(stem.clone()).or_default();
        let (name, taken) = names.automatic(&stem, *number + 1);
        *number = taken;
        if let Ok(mut name) = syn::parse_str::<Ident>(&name) {
            name.set_span(span);
            if step.label.is_some() {
                names.define_free(&name, Meaning::Layer(index));
            }
            node.name = name;
        }
    }
}

/// Names the layers of shared layers: the first application in `order` has the layer's own names,
/// and the others are numbered.
pub(super) fn name_shared(draft: &mut Draft<'_>, order: &[usize], names: &mut Names) {
    let mut applications: HashMap<(usize, usize), usize> = HashMap::new();
    for &index in order {
        let node = &mut draft.nodes[index];
        let Some(shared) = node.step().and_then(|step| step.shared.as_ref()) else { continue };
        let count = applications.entry((shared.definition, shared.position)).or_default();
        let (name, taken) = match *count {
            0 if shared.is_main => (shared.name.clone(), 1),
            0 if names.is_free(&shared.name) => (shared.name.clone(), 1),
            count => names.automatic(&shared.name, count + 1),
        };
        *count = taken;
        names.reserve(&name);
        if let Ok(mut name) = syn::parse_str::<Ident>(&name) {
            let layer = node.layer().map(|layer| layer.keyword.span());
            name.set_span(layer.unwrap_or_else(|| shared.applied.span()));
            node.name = name;
        }
    }
}
