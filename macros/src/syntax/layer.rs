//! `-> hidden1: dense(300, relu)`: one stage of a pipeline.

use super::argument;
use super::text;
use super::tree::{Layer, Stage};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{LitInt, Token};

/// Reads what follows an arrow.
pub(super) fn parse_stage(
    arrow: Token![->],
    tokens: TokenStream,
    diagnostics: &mut Diagnostics,
) -> Stage {
    let parser = |input: ParseStream<'_>| -> syn::Result<(Option<Ident>, TokenStream)> {
        let labelled =
            input.peek(Ident::peek_any) && input.peek2(Token![:]) && !input.peek2(Token![::]);
        let label = if labelled { Some(Ident::parse_any(input)?) } else { None };
        if labelled {
            input.parse::<Token![:]>()?;
        }
        Ok((label, input.parse()?))
    };
    let (label, rest) = parser.parse2(tokens).expect("any tokens can be read like this");
    let layer = match (&label, rest.is_empty()) {
        (_, false) => parse_layer(rest, diagnostics),
        (None, true) => {
            diagnostics
                .error(arrow, "a layer is missing after this arrow")
                .help("write the layer, or leave out the arrow");
            None
        }
        (Some(label), true) => {
            diagnostics
                .error(label, format_args!("a layer is missing after `{label}:`"))
                .help(format_args!("write the layer, such as `{label}: dense(10)`"));
            None
        }
    };
    Stage { label, layer, arrow }
}

/// Reads `dense(300, relu)`.
fn parse_layer(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Option<Layer> {
    let mut rest = tokens.clone().into_iter();
    let Some(TokenTree::Ident(keyword)) = rest.next() else {
        let text = text::of_tokens(&tokens);
        let fault = diagnostics.error(&tokens, format_args!("`{text}` is not a layer"));
        match syn::parse2::<LitInt>(tokens) {
            Ok(units) => fault.help(format_args!("write dense({units})")),
            Err(_) => fault.help("a layer is written as `dense(300)`, or `hidden: dense(300)`"),
        };
        return None;
    };
    let arguments = match rest.next() {
        None => None,
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            Some(argument::parse_list(group.stream(), diagnostics))
        }
        Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::None => {
            diagnostics
                .error(&group, format_args!("the arguments of {keyword} stand in parentheses"))
                .help(format_args!("write {keyword}({})", text::of_tokens(group.stream())));
            return None;
        }
        Some(other) => {
            unexpected(&keyword, [other].into_iter().chain(rest).collect(), diagnostics);
            return None;
        }
    };
    let rest: TokenStream = rest.collect();
    if !rest.is_empty() {
        unexpected(&keyword, rest, diagnostics);
    }
    Some(Layer { keyword, arguments })
}

fn unexpected(keyword: &Ident, rest: TokenStream, diagnostics: &mut Diagnostics) {
    diagnostics
        .error(&rest, format_args!("`{}` cannot follow {keyword}", text::of_tokens(&rest)))
        .help("after a layer comes `->` and the next one, or `;`");
}
