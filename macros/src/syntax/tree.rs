//! The syntax tree: what was written and where, without any conclusion from it.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Expr, LitStr, Path, Token, Visibility};

/// `#[..] pub struct Name<const N: usize>(inputs) -> (outputs) { statements }`
pub(crate) struct Declaration {
    /// Documentation and other attributes, without `weights`.
    pub(crate) attributes: Vec<Attribute>,
    /// The file in `#[weights("file")]`.
    pub(crate) weights: Option<LitStr>,
    /// `pub`, `pub(crate)` or nothing.
    pub(crate) visibility: Visibility,
    /// The struct's name.
    pub(crate) name: Ident,
    /// The names of the const parameters, which stand for dimensions.
    pub(crate) parameters: Vec<Ident>,
    /// In the first parentheses.
    pub(crate) inputs: Vec<Port>,
    /// In the second parentheses; `None` if they are missing.
    pub(crate) outputs: Option<Vec<Port>>,
    /// In the braces: the statements, which define values.
    pub(crate) statements: Vec<Statement>,
    /// In the braces: definitions of blocks and shared layers.
    pub(crate) definitions: Vec<Definition>,
    /// In the braces: default arguments for all layers of a kind.
    pub(crate) defaults: Vec<Layer>,
    /// Whether every name could be read. Otherwise an unknown name may be one of those.
    pub(crate) complete: bool,
}

/// `image: [28, 28]`
pub(crate) struct Port {
    /// Before the colon.
    pub(crate) name: Ident,
    /// After it; `None` if it could not be read.
    pub(crate) shape: Option<WrittenShape>,
}

/// `[28, 28]`
pub(crate) struct WrittenShape {
    /// The brackets with their contents.
    pub(crate) tokens: TokenStream,
    /// Between the commas.
    pub(crate) dimensions: Vec<Expr>,
}

/// `name = chain;`
pub(crate) struct Statement {
    /// Before the equals sign.
    pub(crate) name: Ident,
    /// The chain that computes its value.
    pub(crate) chain: Chain,
}

/// `head -> stage -> stage`
pub(crate) struct Chain {
    /// The value to which the first layer is applied; `None` if it could not be read.
    pub(crate) head: Option<Head>,
    /// The layers, in their order.
    pub(crate) stages: Vec<Stage>,
    /// All tokens.
    pub(crate) tokens: TokenStream,
}

/// The beginning of a chain.
pub(crate) enum Head {
    /// `image`
    Name(Ident),
    /// `concatenate(wide, deep -> dense(30), axis = -1)`
    Call(Call),
    /// Among the values of a call: neither of these, such as `10`.
    Other(TokenStream),
}

/// A word with parentheses where a value is expected.
pub(crate) struct Call {
    /// The word, and the named arguments.
    pub(crate) layer: Layer,
    /// The arguments without a name.
    pub(crate) values: Vec<Chain>,
    /// All tokens.
    pub(crate) tokens: TokenStream,
}

/// `layer name(parameters) = body;`, or `shared name = body;`
pub(crate) struct Definition {
    /// Whether all its uses share one set of parameters.
    pub(crate) is_shared: bool,
    /// Before the equals sign.
    pub(crate) name: Ident,
    /// The names in its parentheses; empty if there are none.
    pub(crate) parameters: Vec<Ident>,
    /// After the equals sign.
    pub(crate) body: Body,
}

/// The body of a definition.
pub(crate) enum Body {
    /// `dense(100, relu) -> dense(50)`
    Stages(Vec<Stage>),
    /// `|x| add(x, x -> dense(50))`
    Function(Box<Function>),
}

/// `|x, gate| { inner = x -> dense(50); multiply(inner, gate) }`
pub(crate) struct Function {
    /// Between the bars.
    pub(crate) inputs: Vec<Ident>,
    /// In the braces, if there are any.
    pub(crate) statements: Vec<Statement>,
    /// The result: last in the braces, or all that follows the bars.
    pub(crate) result: Chain,
    /// Whether every name in it could be read.
    pub(crate) complete: bool,
}

/// `-> label: layer(arguments)`
pub(crate) struct Stage {
    /// The user's name for the layer.
    pub(crate) label: Option<Ident>,
    /// What is applied; `None` if it could not be read.
    pub(crate) element: Option<Element>,
    /// The arrow before it, which the first stage of a definition does not have.
    pub(crate) arrow: Option<Token![->]>,
}

/// What a stage applies.
pub(crate) enum Element {
    /// `dense(300, relu)`
    Layer(Layer),
    /// `repeat(3, dense(100) -> activation(relu))`
    Repeat(Repeat),
}

/// `dense(300, relu)`, `Encoder`, `my::Gate<3>`, or `[0..5]`, which is `slice(0..5)`
#[derive(Clone)]
pub(crate) struct Layer {
    /// The name of the layer: for a path its last word.
    pub(crate) keyword: Ident,
    /// The path to a type, if it is one.
    pub(crate) path: Option<Path>,
    /// The arguments; `None` if there are no parentheses at all.
    pub(crate) arguments: Option<Vec<Argument>>,
}

/// `repeat(3, stage -> stage)`
pub(crate) struct Repeat {
    /// The word itself.
    pub(crate) keyword: Ident,
    /// The number of rounds.
    pub(crate) count: Expr,
    /// The repeated stages.
    pub(crate) stages: Vec<Stage>,
}

/// The internal keyword of the layer for which `.mean` is short; users cannot write it.
pub(crate) const OUTPUT: &str = "__output";

/// `300`, or `init = zeros`
#[derive(Clone)]
pub(crate) struct Argument {
    /// Before the equals sign, if there is one.
    pub(crate) name: Option<Ident>,
    /// The value; `None` if it could not be read.
    pub(crate) value: Option<Expr>,
    /// All tokens.
    pub(crate) tokens: TokenStream,
}
