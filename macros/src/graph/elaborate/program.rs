//! A network written out: statements of plain layers, each applied once.

use crate::syntax::tree::Layer;
use proc_macro2::{Ident, Span, TokenStream};

/// The network's statements, in their order, and what became of the definitions.
pub(in crate::graph) struct Program<'a> {
    pub(in crate::graph) routes: Vec<Route<'a>>,
    /// Definitions that nothing is made from.
    pub(in crate::graph) unused: Vec<&'a Ident>,
    /// Whether something stands where values may have been meant to be used.
    pub(in crate::graph) is_lost: bool,
}

/// A statement, written out.
pub(in crate::graph) struct Route<'a> {
    /// All that is applied in it.
    pub(in crate::graph) steps: Vec<Step<'a>>,
    /// What it gives.
    pub(in crate::graph) value: Given<'a>,
}

/// A value that something is applied to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::graph) enum Given<'a> {
    /// What a step of the same statement gives, by its place.
    Step(usize),
    /// What has that name in the network.
    Name(&'a Ident),
    /// What has that name in a definition that is being written out: one of `bodies`.
    Inner { body: usize, name: &'a Ident },
    /// A value that the shared layer is applied to that is being written out at that depth.
    Argument { depth: usize, index: usize },
    /// Nothing that could be read.
    Lost,
}

/// A layer that is applied once.
pub(in crate::graph) struct Step<'a> {
    /// What it is applied to.
    pub(in crate::graph) inputs: Vec<Given<'a>>,
    /// The author's name for it.
    pub(in crate::graph) label: Option<Ident>,
    /// Whether the label stands in something that is copied, so that copies are numbered.
    pub(in crate::graph) is_copy: bool,
    /// The author's other names for what it gives.
    pub(in crate::graph) aliases: Vec<Ident>,
    /// What is applied; nothing where that could not be read.
    pub(in crate::graph) layer: Option<Layer>,
    /// Whether there is such a layer.
    pub(in crate::graph) is_known: bool,
    /// Which part of which shared layer it is.
    pub(in crate::graph) shared: Option<Shared>,
    /// Where each value of a merge stands; empty where there is no merge.
    pub(in crate::graph) values: Vec<TokenStream>,
    /// Its place, where there is no layer to blame.
    pub(in crate::graph) span: Span,
}

/// A step of a shared layer: all applications of the same step have the same parameters.
pub(in crate::graph) struct Shared {
    /// Which definition, by its place.
    pub(in crate::graph) definition: usize,
    /// Which of its steps.
    pub(in crate::graph) position: usize,
    /// The name of the shared layer where it is applied.
    pub(in crate::graph) applied: Ident,
    /// What the step is called: `encoder`, or `encoder_dense_1`.
    pub(in crate::graph) name: String,
    /// Whether that is the name of the shared layer itself.
    pub(in crate::graph) is_main: bool,
    /// Which of its inputs are what the shared layer is applied to.
    pub(in crate::graph) entries: Vec<usize>,
}

impl<'a> Step<'a> {
    /// One without a name.
    pub(super) fn of(layer: Option<Layer>, inputs: Vec<Given<'a>>, span: Span) -> Step<'a> {
        Step {
            inputs,
            label: None,
            is_copy: false,
            aliases: Vec::new(),
            layer,
            is_known: true,
            shared: None,
            values: Vec::new(),
            span,
        }
    }
}
