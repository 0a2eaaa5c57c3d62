//! Shapes whose dimensions are numbers or expressions over constants.

use proc_macro2::TokenStream;

/// One dimension: known while the macro runs, or only to the compiler.
#[derive(Clone)]
pub(crate) enum Dimension {
    /// A literal, or what follows from literals.
    Known(usize),
    /// An expression over `const` items, such as `SIDE * SIDE`, of type `usize`.
    Constant {
        /// The expression, with the author's spans.
        tokens: TokenStream,
        /// As it is written in messages.
        text: String,
    },
}

/// The shape of one sample of a value; empty dimensions never occur in a graph without faults.
#[derive(Clone)]
pub(crate) struct Shape(pub(crate) Vec<Dimension>);
