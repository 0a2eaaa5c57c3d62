//! `(image: [28, 28], aux: [5])`: the ports, which are the inputs or the outputs.

use super::split;
use super::text;
use super::tree::{Port, WrittenShape};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};

/// Reads the ports between the parentheses; the flag is false if a name could not be read.
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
    let mut rest = tokens.clone().into_iter();
    let colon = rest.next();
    let shape: TokenStream = rest.collect();
    let has_colon = matches!(&colon, Some(TokenTree::Punct(colon)) if colon.as_char() == ':');
    match syn::parse2::<TokenTree>(shape.clone()) {
        Ok(TokenTree::Group(group))
            if has_colon
                && group.delimiter() == Delimiter::Bracket
                && !group.stream().is_empty() =>
        {
            let dimensions = parse_dimensions(name, &group, diagnostics)?;
            return Some(WrittenShape { tokens: shape, dimensions });
        }
        _ => {}
    }
    let at = match (&colon, shape.is_empty()) {
        (Some(_), false) if has_colon => &shape,
        (Some(_), _) => &tokens,
        (None, _) => &name.to_token_stream(),
    };
    let fault = diagnostics.error(at, format_args!("`{name}` needs a shape in brackets"));
    match syn::parse2::<Expr>(shape) {
        Ok(Expr::Array(_)) => {
            fault.help(format_args!("a single number for each sample is `{name}: [1]`"))
        }
        Ok(size @ (Expr::Lit(_) | Expr::Path(_) | Expr::Binary(_))) if has_colon => {
            fault.help(format_args!("write `{name}: [{}]`", text::of(&size)))
        }
        _ => fault.help(format_args!("write `{name}: [28, 28]`, with its own dimensions")),
    };
    None
}

/// Reads the dimensions between the brackets.
fn parse_dimensions(
    name: &Ident,
    brackets: &Group,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Expr>> {
    let read = |piece: TokenStream| syn::parse2::<Expr>(piece.clone()).map_err(|_| piece);
    let pieces = split::at_commas(brackets.stream());
    match pieces.into_iter().map(read).collect() {
        Ok(dimensions) => Some(dimensions),
        Err(piece) => {
            diagnostics
                .error(piece, format_args!("a dimension of `{name}` cannot be read"))
                .help("dimensions are numbers or constants with commas between: [28, 28]");
            None
        }
    }
}
