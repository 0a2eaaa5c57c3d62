//! `flatten`: the same elements in one row, `[28, 28]` -> `[784]`.

use super::arguments::{Arguments, Signature};
use super::{Fit, Operation, Site};
use crate::diagnostics::Diagnostics;
use crate::graph::shape::{MOST, Shape};

const SIGNATURE: Signature = Signature { positional: &[], named: &[] };

/// Reads `flatten`, with or without empty parentheses.
pub(super) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Operation {
    Arguments::bind(site, &SIGNATURE, diagnostics);
    Operation::Flatten
}

/// One dimension: the product of all.
pub(super) fn infer(fit: &Fit<'_>, diagnostics: &mut Diagnostics) -> Option<Shape> {
    let numbers = fit.input.numbers();
    if numbers.is_none() {
        let headline =
            format_args!("`{}` has more than {MOST} numbers, too many to flatten", fit.producer);
        diagnostics.error(&fit.layer.keyword, headline).detail(&fit.chain);
    }
    numbers.map(|numbers| Shape(vec![numbers]))
}
