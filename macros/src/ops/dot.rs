//! `dot(left, right)`: the dot product of two values of one dimension, of shape `[1]`.

use super::arguments::{Arguments, Signature};
use super::{MergeFit, Operation, Site, merge};
use crate::diagnostics::Diagnostics;
use crate::graph::assertion::Assertion;
use crate::graph::shape::{Dimension, Shape};

const SIGNATURE: Signature = Signature { positional: &[], named: &[] };

/// Reads the arguments besides the values: there must be none.
pub(super) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Option<Operation> {
    Arguments::bind(site, &SIGNATURE, diagnostics);
    merge::check_count(site, true, diagnostics).then_some(Operation::Dot)
}

/// One element, from two rows of the same length.
pub(super) fn infer(
    fit: &MergeFit<'_>,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Shape {
    let faults = diagnostics.count();
    for value in &fit.values {
        if let Some(shape) = value.shape.filter(|shape| shape.0.len() != 1) {
            let headline =
                format_args!("dot takes values of one dimension, but `{}` is {shape}", value.name);
            diagnostics
                .error(value.at, headline)
                .help(format_args!("put flatten before it: {} -> flatten", value.name));
        }
    }
    if diagnostics.count() == faults {
        merge::compare("dot", fit, assertions, diagnostics);
    }
    Shape(vec![Dimension::Known(1)])
}
