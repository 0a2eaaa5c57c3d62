//! Shapes, from the inputs on.

use super::draft::Draft;
use crate::diagnostics::Diagnostics;
use crate::ops::Fit;

/// Gives every node of `order` its shape, as far as faults let it be known.
pub(super) fn infer(draft: &mut Draft<'_>, order: &[usize], diagnostics: &mut Diagnostics) {
    for &index in order {
        let node = &draft.nodes[index];
        let (Some(layer), Some(operation)) = (node.layer(), &node.operation) else { continue };
        let producer = node.inputs.first().copied().flatten();
        let input = producer.and_then(|producer| draft.nodes[producer].shape.as_ref());
        let shape = match (producer, input) {
            (Some(producer), Some(input)) => {
                let fit = Fit {
                    layer,
                    name: &node.spoken,
                    label: node.label(),
                    producer: &draft.nodes[producer].spoken,
                    input,
                    chain: draft.chain(producer),
                    fitting: node.fitting.as_deref(),
                };
                operation.infer(&fit, diagnostics)
            }
            _ => operation.shape_of_itself(),
        };
        draft.nodes[index].shape = shape;
    }
}
