//! `300`, `init = zeros`: the arguments between a layer's parentheses.

use super::split;
use super::text;
use super::tree::Argument;
use crate::diagnostics::Diagnostics;
use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprPath, Path, Token};

/// Reads the arguments between the parentheses.
pub(super) fn parse_list(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Vec<Argument> {
    let pieces = split::at_commas(tokens);
    pieces.into_iter().map(|piece| parse(piece, diagnostics)).collect()
}

/// Reads one argument.
pub(super) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Argument {
    let parser = |input: ParseStream<'_>| -> syn::Result<(Option<Ident>, TokenStream)> {
        let named =
            input.peek(Ident::peek_any) && input.peek2(Token![=]) && !input.peek2(Token![==]);
        let name = if named { Some(Ident::parse_any(input)?) } else { None };
        if named {
            input.parse::<Token![=]>()?;
        }
        Ok((name, input.parse()?))
    };
    let (name, rest) = parser.parse2(tokens.clone()).expect("any tokens can be read like this");
    let value = syn::parse2::<Expr>(rest.clone()).ok().or_else(|| path(rest.clone()));
    if value.is_none() {
        match &name {
            Some(name) if rest.is_empty() => diagnostics
                .error(&tokens, format_args!("`{name}` has no value"))
                .help(format_args!("write the value after `{name} =`, or leave it out")),
            _ if text::of_tokens(&rest) == "," => diagnostics
                .error(&rest, "an argument is missing before this comma")
                .help("leave one comma out, or write the argument"),
            _ => diagnostics
                .error(
                    if rest.is_empty() { &tokens } else { &rest },
                    format_args!("`{}` is not a value", text::of_tokens(&rest)),
                )
                .help("a value is a number, a name, true or false; commas stand between them"),
        };
    }
    Argument { name, value, tokens }
}

/// `my::Swish<3>`, which as a Rust expression would need `::` before its angle brackets.
fn path(tokens: TokenStream) -> Option<Expr> {
    let path = syn::parse2::<Path>(tokens).ok()?;
    Some(Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path }))
}
