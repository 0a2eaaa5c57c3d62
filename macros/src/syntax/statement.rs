//! `class = image -> flatten -> dense(10, softmax);`

use super::layer;
use super::split::{self, Arrows, Piece};
use super::text;
use super::tree::{Stage, Statement};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::Token;

/// Reads the statements of a body; the flag is false when a name was lost.
pub(super) fn parse_list(
    tokens: TokenStream,
    diagnostics: &mut Diagnostics,
) -> (Vec<Statement>, bool) {
    let pieces = split::at_statements(tokens);
    let count = pieces.len();
    let statements: Vec<Statement> =
        pieces.into_iter().filter_map(|piece| parse(piece, diagnostics)).collect();
    let complete = statements.len() == count;
    (statements, complete)
}

fn parse(piece: Piece, diagnostics: &mut Diagnostics) -> Option<Statement> {
    let last = piece.tokens.last().cloned();
    let mut tokens = piece.tokens.into_iter().peekable();
    let name = match (tokens.next()?, tokens.peek()) {
        (TokenTree::Ident(name), Some(TokenTree::Punct(equals))) if equals.as_char() == '=' => name,
        (first, _) => {
            let rest: Vec<TokenTree> = [first.clone()].into_iter().chain(tokens).collect();
            report_nameless(&first, rest, diagnostics);
            return None;
        }
    };
    let equals = tokens.next();
    let Arrows { head, stages } = split::at_arrows(tokens);
    if let (false, Some(last)) = (piece.terminated, &last) {
        diagnostics
            .error(last, format_args!("`;` is missing after the layers of `{name}`"))
            .help(format_args!("write `{};`", text::of_tokens(last_piece(&head, &stages))));
    }
    let source = parse_source(&name, equals, head, !stages.is_empty(), diagnostics);
    let stages: Vec<Stage> = stages
        .into_iter()
        .map(|(arrow, tokens)| layer::parse_stage(arrow, tokens, diagnostics))
        .collect();
    Some(Statement { name, source, stages })
}

fn last_piece<'a>(
    head: &'a TokenStream,
    stages: &'a [(Token![->], TokenStream)],
) -> &'a TokenStream {
    stages.last().map_or(head, |(_, stage)| stage)
}

/// Reads what the first layer is applied to.
fn parse_source(
    name: &Ident,
    equals: Option<TokenTree>,
    head: TokenStream,
    has_layers: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Ident> {
    let mut tokens = head.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(source)), None) => return Some(source),
        (None, _) => {
            let rest = if has_layers { "-> .." } else { "-> dense(10)" };
            diagnostics.error(equals, format_args!("`{name} =` is followed by no value")).help(
                format_args!("begin with an input or another value: `{name} = image {rest};`"),
            );
        }
        (Some(TokenTree::Ident(layer)), Some(TokenTree::Group(group))) => {
            let text = text::of_tokens(&head);
            let fault = diagnostics
                .error(&head, format_args!("`{name}` begins with `{text}`, which is not a name"));
            match syn::parse2::<Ident>(group.stream()) {
                Ok(value) => fault.help(format_args!("write `{name} = {value} -> {layer}`")),
                Err(_) => fault.help(format_args!(
                    "begin with an input or another value: `{name} = image -> {text}`"
                )),
            };
        }
        _ => {
            let text = text::of_tokens(&head);
            diagnostics
                .error(&head, format_args!("`{name}` begins with `{text}`, which is not a name"))
                .help(format_args!("begin with an input or another value: `{name} = image -> ..`"));
        }
    }
    None
}

/// Reports a statement that does not begin with `name =`.
fn report_nameless(first: &TokenTree, tokens: Vec<TokenTree>, diagnostics: &mut Diagnostics) {
    let whole: TokenStream = tokens.iter().cloned().collect();
    match first {
        TokenTree::Punct(hash) if hash.as_char() == '#' => {
            diagnostics
                .error(whole, "attributes and documentation cannot stand before a statement")
                .help("write them before the struct, or as a comment with `//`");
        }
        _ if !split::at_arrows(tokens).stages.is_empty() => {
            diagnostics
                .error(whole, "this pipeline has no name for what it gives")
                .help("write `name = ` before it");
        }
        _ => {
            diagnostics
                .error(whole, "a statement is written as `name = value -> layer -> layer;`")
                .help("such as `class = image -> flatten -> dense(10, softmax);`");
        }
    }
}
