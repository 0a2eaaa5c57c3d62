//! The uses of each value, where flattening and reshaping do not count as uses.

use crate::graph::{Graph, Node, NodeId};
use crate::ops::Operation;

/// The uses of each value.
pub(super) struct Uses {
    /// The root of each node: the node whose elements it is a view of, or itself if it is no view.
    pub(super) root: Vec<NodeId>,
    /// The nodes that compute with the elements of each root.
    pub(super) nodes: Vec<Vec<NodeId>>,
    /// The network's outputs that each root is.
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

    /// The one node that uses the elements of this root, if there is no other use.
    pub(super) fn only_node(&self, root: NodeId) -> Option<NodeId> {
        match (&*self.nodes[root.0], &*self.outputs[root.0]) {
            ([node], []) => Some(*node),
            _ => None,
        }
    }
}

/// Whether the node is a view of its input in another shape. That needs no kernel call, as a batch
/// is a matrix with one row for each sample, whatever the shape of a sample.
pub(super) fn is_reshaped(node: &Node) -> bool {
    matches!(node.operation, Operation::Flatten | Operation::Reshape)
}
