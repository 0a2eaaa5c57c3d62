//! A network after expansion: statements of plain layers, each applied once.

use crate::syntax::tree::Layer;
use proc_macro2::{Ident, Span, TokenStream};

/// The network's statements, in their order, and facts about the definitions.
pub(in crate::graph) struct Program<'a> {
    pub(in crate::graph) routes: Vec<Route<'a>>,
    /// Definitions that are not used.
    pub(in crate::graph) unused: Vec<&'a Ident>,
    /// Whether there is an error in a place that may have been meant to use values.
    pub(in crate::graph) is_lost: bool,
}

/// A statement after expansion.
pub(in crate::graph) struct Route<'a> {
    /// All layers that are applied in it.
    pub(in crate::graph) steps: Vec<Step<'a>>,
    /// Its value.
    pub(in crate::graph) value: Given<'a>,
}

/// A value to which a layer is applied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::graph) enum Given<'a> {
    /// The output of a step of the same statement, by its index.
    Step(usize),
    /// The value of that name in the network.
    Name(&'a Ident),
    /// The value of that name in a definition that is being expanded: one of `bodies`.
    Inner { body: usize, name: &'a Ident },
    /// An argument of the shared layer that is being expanded at that depth.
    Argument { depth: usize, index: usize },
    /// A value that could not be read.
    Lost,
}

/// A layer that is applied once.
pub(in crate::graph) struct Step<'a> {
    /// The values to which it is applied.
    pub(in crate::graph) inputs: Vec<Given<'a>>,
    /// The user's name for it.
    pub(in crate::graph) label: Option<Ident>,
    /// Whether the label is in text that is copied, so that the copies are numbered.
    pub(in crate::graph) is_copy: bool,
    /// The user's other names for its output.
    pub(in crate::graph) aliases: Vec<Ident>,
    /// The layer; `None` if it could not be read.
    pub(in crate::graph) layer: Option<Layer>,
    /// Whether there is such a layer.
    pub(in crate::graph) is_known: bool,
    /// The layer of a shared layer that it is, if it is one.
    pub(in crate::graph) shared: Option<Shared>,
    /// The tokens of each value of a merge; empty if it is no merge.
    pub(in crate::graph) values: Vec<TokenStream>,
    /// Its span, for errors if there is no layer.
    pub(in crate::graph) span: Span,
}

/// A step of a shared layer: all applications of the same step have the same parameters.
pub(in crate::graph) struct Shared {
    /// The index of the definition.
    pub(in crate::graph) definition: usize,
    /// The index of the step in the definition.
    pub(in crate::graph) position: usize,
    /// The name of the shared layer where it is applied.
    pub(in crate::graph) applied: Ident,
    /// The name of the step: `encoder`, or `encoder_dense_1`.
    pub(in crate::graph) name: String,
    /// Whether that is the name of the shared layer itself.
    pub(in crate::graph) is_main: bool,
    /// The indices of those inputs that are arguments of the shared layer.
    pub(in crate::graph) entries: Vec<usize>,
}

impl<'a> Step<'a> {
    /// A step without a name.
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
