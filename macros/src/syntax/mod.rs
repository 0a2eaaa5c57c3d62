//! The text of `network!` as a tree.
//!
//! Takes tokens, gives a [`Declaration`] in which every name keeps its place. Knows the grammar
//! and nothing else: which layers there are and what they take is not decided here. What cannot
//! be read is reported and left out, so that the rest can still be checked.

mod argument;
mod attributes;
mod chain;
mod declaration;
mod definition;
mod function;
mod layer;
mod parameters;
mod port;
mod repeat;
mod split;
mod statement;
#[cfg(test)]
mod tests;
pub(crate) mod text;
pub(crate) mod tree;

pub(crate) use declaration::parse;

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::{Path, Token};

/// What the `macro_rules!` in front hands over: the runtime's path, a comma, the author's text.
pub(crate) struct Invocation {
    /// Where the runtime's items are found, however the author named the crate.
    pub(crate) runtime: Path,
    /// What the author wrote.
    pub(crate) tokens: TokenStream,
}

impl Parse for Invocation {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let runtime = input.call(Path::parse_mod_style)?;
        input.parse::<Token![,]>()?;
        Ok(Self { runtime, tokens: input.parse()? })
    }
}
