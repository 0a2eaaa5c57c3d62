//! `absolute`, `scale(2.0)` and others: elementwise functions, with or without a constant argument.

use super::arguments::{Arguments, Signature};
use super::{Elementwise, Site};
use crate::diagnostics::Diagnostics;

const NONE: Signature = Signature { positional: &[], named: &[] };
const FACTOR: Signature = Signature { positional: &["factor"], named: &[] };
const TERM: Signature = Signature { positional: &["term"], named: &[] };

impl Elementwise {
    /// All of them.
    pub(crate) const ALL: [Elementwise; 8] = [
        Elementwise::Absolute,
        Elementwise::Negate,
        Elementwise::Square,
        Elementwise::SquareRoot,
        Elementwise::Exponential,
        Elementwise::Logarithm,
        Elementwise::Scale { factor: 1.0 },
        Elementwise::Shift { term: 0.0 },
    ];

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Elementwise::Absolute => "absolute",
            Elementwise::Negate => "negate",
            Elementwise::Square => "square",
            Elementwise::SquareRoot => "square_root",
            Elementwise::Exponential => "exponential",
            Elementwise::Logarithm => "logarithm",
            Elementwise::Scale { .. } => "scale",
            Elementwise::Shift { .. } => "shift",
        }
    }
}

/// Reads `absolute`, or `scale(2.0)`.
pub(super) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Option<Elementwise> {
    let keyword = &site.layer.keyword;
    let function = Elementwise::ALL.into_iter().find(|function| keyword == function.name())?;
    Some(match function {
        Elementwise::Scale { factor } => {
            Elementwise::Scale { factor: number(site, &FACTOR, diagnostics).unwrap_or(factor) }
        }
        Elementwise::Shift { term } => {
            Elementwise::Shift { term: number(site, &TERM, diagnostics).unwrap_or(term) }
        }
        function => {
            Arguments::bind(site, &NONE, diagnostics);
            function
        }
    })
}

/// The one number in the parentheses.
fn number(site: &Site<'_>, signature: &Signature, diagnostics: &mut Diagnostics) -> Option<f32> {
    let arguments = Arguments::bind(site, signature, diagnostics);
    let (keyword, name) = (&site.layer.keyword, signature.positional[0]);
    if arguments.clean && arguments.value(name).is_none() {
        diagnostics
            .error(keyword, format_args!("{keyword} needs its {name}"))
            .help(format_args!("write {keyword}(2.0)"));
    }
    arguments.number(name, diagnostics)
}
