//! What the graph and the plan can carry, but the expansion does not emit yet.

use crate::diagnostics::Diagnostics;
use crate::graph::Graph;

/// Refuses what cannot be emitted; says whether all of the network can.
pub(crate) fn check(graph: &Graph, diagnostics: &mut Diagnostics) -> bool {
    let inputs = graph.inputs.iter().map(|input| &graph.nodes[input.0].name);
    let outputs = graph.outputs.iter().map(|output| &output.name);
    let others: Vec<_> = inputs.skip(1).chain(outputs.skip(1)).collect();
    for name in &others {
        diagnostics.error(name, "a network has one input and one output so far");
    }
    others.is_empty()
}
