//! The parser: turns the text of `network!` into a syntax tree.
//!
//! Input: tokens. Output: a [`Declaration`] in which every name has its span. The parser knows the
//! grammar and nothing else: which layers exist and which arguments they take is not decided here.
//! What cannot be read is reported and left out, so that the rest can still be checked.

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

/// The input from the `macro_rules!` macro: the runtime's path, a comma, the user's text.
pub(crate) struct Invocation {
    /// The path of the runtime crate, whatever name the user gave it.
    pub(crate) runtime: Path,
    /// The user's text.
    pub(crate) tokens: TokenStream,
}

impl Parse for Invocation {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let runtime = input.call(Path::parse_mod_style)?;
        input.parse::<Token![,]>()?;
        Ok(Self { runtime, tokens: input.parse()? })
    }
}
