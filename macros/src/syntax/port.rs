//! `(image: [28, 28], aux: [5])`: the inputs, the outputs.

use super::split;
use super::text;
use super::tree::{Port, WrittenShape};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Token, token};

/// Reads the ports between the parentheses; the flag is false when a name was lost.
pub(super) fn parse_list(tokens: TokenStream, diagnostics: &mut Diagnostics) -> (Vec<Port>, bool) {
    let pieces = split::at_commas(tokens);
    let count = pieces.len();
    let ports: Vec<Port> =
        pieces.into_iter().filter_map(|piece| parse(piece, diagnostics)).collect();
    let complete = ports.len() == count;
    (ports, complete)
}

fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Option<Port> {
    let parser = |input: ParseStream<'_>| -> syn::Result<(Option<Ident>, TokenStream)> {
        let name = if input.peek(Ident::peek_any) { Some(Ident::parse_any(input)?) } else { None };
        Ok((name, input.parse()?))
    };
    let (name, rest) = parser.parse2(tokens.clone()).expect("any tokens can be read like this");
    let Some(name) = name else {
        diagnostics
            .error(tokens, "a name is missing here")
            .help("inputs and outputs are written as `image: [28, 28]`");
        return None;
    };
    let shape = parse_shape(&name, rest, diagnostics);
    Some(Port { name, shape })
}

/// Reads `: [28, 28]`.
fn parse_shape(
    name: &Ident,
    tokens: TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<WrittenShape> {
    let parser = |input: ParseStream<'_>| -> syn::Result<(TokenStream, TokenStream)> {
        input.parse::<Token![:]>()?;
        let whole: TokenStream = input.fork().parse()?;
        if !input.peek(token::Bracket) {
            return Ok((whole, TokenStream::new()));
        }
        let content;
        syn::bracketed!(content in input);
        let inside = content.parse()?;
        if !input.is_empty() {
            return Err(input.error("nothing may follow the shape"));
        }
        Ok((whole, inside))
    };
    let (whole, inside) = match parser.parse2(tokens.clone()) {
        Ok(read) => read,
        Err(_) => {
            let at = if tokens.is_empty() { quote::quote!(#name) } else { tokens };
            diagnostics
                .error(at, format_args!("`{name}` needs a shape in brackets"))
                .help(format_args!("write `{name}: [28, 28]`, with its own dimensions"));
            return None;
        }
    };
    if inside.is_empty() {
        let fault = diagnostics.error(
            if whole.is_empty() { quote::quote!(#name) } else { whole.clone() },
            format_args!("`{name}` needs a shape in brackets"),
        );
        match syn::parse2::<Expr>(whole) {
            Ok(Expr::Array(_)) | Err(_) => {
                fault.help(format_args!("a single number for each sample is `{name}: [1]`"))
            }
            Ok(size) => fault.help(format_args!("write `{name}: [{}]`", text::of(&size))),
        };
        return None;
    }
    let mut dimensions = Vec::new();
    for piece in split::at_commas(inside) {
        match syn::parse2::<Expr>(piece.clone()) {
            Ok(dimension) => dimensions.push(dimension),
            Err(_) => {
                let at = if piece.is_empty() { whole.clone() } else { piece };
                diagnostics
                    .error(at, format_args!("a dimension of `{name}` cannot be read"))
                    .help("dimensions are numbers or constants with commas between: [28, 28]");
                return None;
            }
        }
    }
    Some(WrittenShape { tokens: whole, dimensions })
}
