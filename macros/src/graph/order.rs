//! The topological order of the nodes.

use super::draft::{Draft, Reference};
use crate::diagnostics::Diagnostics;

/// All nodes that can be computed, each after its inputs, otherwise in the order of the text.
///
/// Nodes that depend on themselves are left out; each cycle of them is reported once.
pub(super) fn sort(draft: &Draft<'_>, diagnostics: &mut Diagnostics) -> Vec<usize> {
    let count = draft.nodes.len();
    let mut done = vec![false; count];
    let mut order = Vec::with_capacity(count);
    loop {
        let before = order.len();
        for node in 0..count {
            let ready = draft.nodes[node].inputs.iter().flatten().all(|input| done[*input]);
            if !done[node] && ready {
                done[node] = true;
                order.push(node);
            }
        }
        if order.len() == before {
            break;
        }
    }
    report_circles(draft, done, diagnostics);
    order
}

fn report_circles(draft: &Draft<'_>, mut done: Vec<bool>, diagnostics: &mut Diagnostics) {
    while let Some(start) = done.iter().position(|done| !done) {
        let mut path = vec![start];
        let circle = loop {
            let last = path[path.len() - 1];
            let mut inputs = draft.nodes[last].inputs.iter().flatten();
            let Some(&waits_for) = inputs.find(|input| !done[**input]) else {
                break &[][..]; // it depends on a cycle that has been reported
            };
            if let Some(begin) = path.iter().position(|node| *node == waits_for) {
                break &path[begin..];
            }
            path.push(waits_for);
        };
        report_circle(draft, circle, diagnostics);
        path.iter().for_each(|node| done[*node] = true);
    }
}

/// Reports a cycle, given from a node to its inputs.
fn report_circle(draft: &Draft<'_>, circle: &[usize], diagnostics: &mut Diagnostics) {
    // The first name in the text that is part of the cycle is underlined.
    let part = |reference: &&Reference<'_>| {
        let position = circle.iter().position(|node| *node == reference.node)?;
        let next = circle[(position + 1) % circle.len()];
        let input = draft.nodes[reference.node].inputs[reference.slot];
        if input == Some(next) { Some(position) } else { None }
    };
    let first = draft.references.iter().filter(|reference| part(reference).is_some());
    let Some(first) = first.min_by_key(|reference| reference.statement) else { return };
    let begin = part(&first).unwrap_or(0);
    let (name, source) = (&draft.statements[first.statement].written.name, first.name);
    // Against the edges, so that it reads in the direction of the arrows.
    let nodes = (0..circle.len())
        .map(|step| &draft.nodes[circle[(begin + circle.len() - step) % circle.len()]]);
    let named = nodes.clone().filter(|node| node.name == node.spoken);
    let named: Vec<&str> = named.map(|node| node.spoken.as_str()).collect();
    let mut chain: Vec<&str> = match named.as_slice() {
        [] | [_] => nodes.map(|node| node.spoken.as_str()).collect(),
        _ => named,
    };
    chain.push(chain[0]);
    diagnostics
        .error(source, format_args!("`{name}` is made from itself"))
        .detail(chain.join(" -> "))
        .help("begin one of these statements with an input");
}
