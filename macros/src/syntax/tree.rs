//! The tree: what was written, where it was written, and nothing that follows from it.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Expr, LitStr, Token, Visibility};

/// `#[..] pub struct Name(inputs) -> (outputs) { statements }`
pub(crate) struct Declaration {
    /// Documentation and other attributes, without `weights`.
    pub(crate) attributes: Vec<Attribute>,
    /// The file in `#[weights("file")]`.
    pub(crate) weights: Option<LitStr>,
    /// `pub`, `pub(crate)` or nothing.
    pub(crate) visibility: Visibility,
    /// The struct's name.
    pub(crate) name: Ident,
    /// In the first parentheses.
    pub(crate) inputs: Vec<Port>,
    /// In the second parentheses; nothing where they are missing.
    pub(crate) outputs: Option<Vec<Port>>,
    /// In the braces.
    pub(crate) statements: Vec<Statement>,
    /// Whether every name could be read. Otherwise a name that is not known may be one of those.
    pub(crate) complete: bool,
}

/// `image: [28, 28]`
pub(crate) struct Port {
    /// Before the colon.
    pub(crate) name: Ident,
    /// After it; nothing where it could not be read.
    pub(crate) shape: Option<WrittenShape>,
}

/// `[28, 28]`
pub(crate) struct WrittenShape {
    /// The brackets with all that is in them.
    pub(crate) tokens: TokenStream,
    /// Between the commas.
    pub(crate) dimensions: Vec<Expr>,
}

/// `name = source -> stage -> stage;`
pub(crate) struct Statement {
    /// Before the equals sign.
    pub(crate) name: Ident,
    /// What the first layer is applied to; nothing where it could not be read.
    pub(crate) source: Option<Ident>,
    /// The layers, in their order.
    pub(crate) stages: Vec<Stage>,
}

/// `-> label: layer(arguments)`
pub(crate) struct Stage {
    /// The author's name for the layer.
    pub(crate) label: Option<Ident>,
    /// The layer; nothing where it could not be read.
    pub(crate) layer: Option<Layer>,
    /// The arrow before it, to blame when nothing else is there.
    pub(crate) arrow: Token![->],
}

/// `dense(300, relu)`
pub(crate) struct Layer {
    /// Which layer.
    pub(crate) keyword: Ident,
    /// What it is given; nothing where there are no parentheses at all.
    pub(crate) arguments: Option<Vec<Argument>>,
}

/// `300`, or `init = zeros`
pub(crate) struct Argument {
    /// Before the equals sign, if there is one.
    pub(crate) name: Option<Ident>,
    /// The value; nothing where it could not be read.
    pub(crate) value: Option<Expr>,
    /// All of it.
    pub(crate) tokens: TokenStream,
}
