//! Who uses the values, seen through flattening and reshaping.

use crate::graph::{Graph, Node, NodeId};
use crate::ops::Operation;

/// Who uses the values.
pub(super) struct Uses {
    /// The node whose numbers each node shows: itself, unless it only shows them in a shape.
    pub(super) root: Vec<NodeId>,
    /// The nodes that compute with each root's numbers.
    pub(super) nodes: Vec<Vec<NodeId>>,
    /// The outputs that each root is.
    pub(super) outputs: Vec<Vec<usize>>,
}

impl Uses {
    pub(super) fn of(graph: &Graph) -> Self {
        let count = graph.nodes.len();
        let mut uses = Uses {
            root: Vec::new(),
            nodes: vec![Vec::new(); count],
            outputs: vec![Vec::new(); count],
        };
        for (index, node) in graph.nodes.iter().enumerate() {
            if is_reshaped(node) {
                uses.root.push(uses.root[node.inputs[0].0]);
                continue;
            }
            uses.root.push(NodeId(index));
            for input in &node.inputs {
                uses.nodes[uses.root[input.0].0].push(NodeId(index));
            }
        }
        for (head, output) in graph.outputs.iter().enumerate() {
            uses.outputs[uses.root[output.node.0].0].push(head);
        }
        uses
    }

    /// The one node that uses these numbers, if nobody else does.
    pub(super) fn only_node(&self, root: NodeId) -> Option<NodeId> {
        match (&*self.nodes[root.0], &*self.outputs[root.0]) {
            ([node], []) => Some(*node),
            _ => None,
        }
    }
}

/// Whether the node only shows its input in another shape, because a batch is rows of numbers
/// whatever their shape.
pub(super) fn is_reshaped(node: &Node) -> bool {
    matches!(node.operation, Operation::Flatten | Operation::Reshape)
}
