//! `image -> flatten -> dense(10)`: a value and the layers that are applied to it.

use super::split::{self, Arrows};
use super::text;
use super::tree::{Argument, Call, Chain, Head, Layer, Stage};
use super::{argument, layer};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Path;

/// Reads a statement's chain, which follows `name =`.
pub(super) fn parse(
    name: &Ident,
    equals: Option<TokenTree>,
    arrows: Arrows,
    diagnostics: &mut Diagnostics,
) -> Chain {
    let has_layers = !arrows.stages.is_empty();
    let tokens = arrows.to_token_stream();
    let text = text::of_tokens(&arrows.head);
    let mut chain = read(tokens, arrows, diagnostics);
    match &chain.head {
        None => {
            let rest = if has_layers { "-> .." } else { "-> dense(10)" };
            diagnostics.error(equals, format_args!("`{name} =` is followed by no value")).help(
                format_args!("begin with an input or another value: `{name} = image {rest};`"),
            );
        }
        Some(Head::Other(head)) => {
            diagnostics
                .error(head, format_args!("`{name}` begins with `{text}`, which is not a name"))
                .help(format_args!("begin with an input or another value: `{name} = image -> ..`"));
            chain.head = None;
        }
        Some(Head::Name(_) | Head::Call(_)) => {}
    }
    chain
}

/// Reads the result of a definition: a chain that follows no `name =`.
pub(super) fn parse_result(
    definition: &Ident,
    tokens: &[TokenTree],
    diagnostics: &mut Diagnostics,
) -> Chain {
    let arrows = split::at_arrows(tokens.iter().cloned());
    let text = text::of_tokens(&arrows.head);
    let mut chain = read(arrows.to_token_stream(), arrows, diagnostics);
    match &chain.head {
        None => {
            diagnostics
                .error(&tokens[0], "a value is missing before this arrow")
                .help("begin with an input or another value");
        }
        Some(Head::Other(head)) => {
            diagnostics
                .error(head, format_args!("`{definition}` gives `{text}`, which is not a value"))
                .help("begin with an input or another value");
            chain.head = None;
        }
        Some(Head::Name(_) | Head::Call(_)) => {}
    }
    chain
}

impl Chain {
    /// Stands for a chain that could not be read.
    pub(super) fn lost() -> Chain {
        Chain { head: None, stages: Vec::new(), tokens: TokenStream::new() }
    }
}

/// Reads a chain, whatever it begins with.
fn read(tokens: TokenStream, arrows: Arrows, diagnostics: &mut Diagnostics) -> Chain {
    let Arrows { head, stages } = arrows;
    let (head, slice) = read_head(head, diagnostics);
    let stages = stages
        .into_iter()
        .map(|(arrow, tokens)| layer::parse_stage(Some(arrow), tokens, diagnostics));
    let stages: Vec<Stage> = slice.into_iter().chain(stages).collect();
    Chain { head, stages, tokens }
}

/// Reads `image`, `image[0..5]` or `add(left, right)`, with the slice if there is one.
fn read_head(tokens: TokenStream, diagnostics: &mut Diagnostics) -> (Option<Head>, Option<Stage>) {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match trees.as_slice() {
        [] => (None, None),
        [TokenTree::Ident(name)] => (Some(Head::Name(name.clone())), None),
        [TokenTree::Ident(name), brackets] if is(brackets, Delimiter::Bracket) => {
            (Some(Head::Name(name.clone())), slice(brackets, diagnostics))
        }
        [TokenTree::Ident(word), TokenTree::Group(values)]
            if is(&trees[1], PARENTHESES) && !layer::starts_large(word) =>
        {
            (Some(Head::Call(read_call(word, values, tokens, diagnostics))), None)
        }
        [TokenTree::Ident(word), TokenTree::Group(values), brackets]
            if is(&trees[1], PARENTHESES)
                && is(brackets, Delimiter::Bracket)
                && !layer::starts_large(word) =>
        {
            let tokens = trees[..2].iter().cloned().collect();
            let call = read_call(word, values, tokens, diagnostics);
            (Some(Head::Call(call)), slice(brackets, diagnostics))
        }
        [TokenTree::Ident(name), dot, TokenTree::Ident(output)]
            if split::is_punct(Some(dot), '.') =>
        {
            (Some(Head::Name(name.clone())), Some(layer::output(output)))
        }
        _ => match type_call(&trees) {
            Some((path, values, rest)) => {
                let word = path.segments.last().map(|segment| segment.ident.clone());
                let word = word.expect("a path has a last word");
                let tokens = trees[..trees.len() - rest.len()].iter().cloned().collect();
                let mut call = read_call(&word, values, tokens, diagnostics);
                call.layer.path = Some(path);
                (Some(Head::Call(call)), rest.first().and_then(|it| slice(it, diagnostics)))
            }
            None => (Some(Head::Other(tokens)), None),
        },
    }
}

/// `my::Bilinear<3>(left, right)`: a path to a type, its values, and the tokens after them.
fn type_call(trees: &[TokenTree]) -> Option<(Path, &Group, &[TokenTree])> {
    let (path, rest) = trees.split_at(split::path_length(trees));
    let path = syn::parse2::<Path>(path.iter().cloned().collect()).ok()?;
    match rest {
        [TokenTree::Group(values), rest @ ..] if values.delimiter() == PARENTHESES => match rest {
            [] => Some((path, values, rest)),
            [brackets] if is(brackets, Delimiter::Bracket) => Some((path, values, rest)),
            _ => None,
        },
        _ => None,
    }
}

/// Reads `add(left, right -> dense(5))`: chains, and named arguments.
fn read_call(
    word: &Ident,
    values: &Group,
    tokens: TokenStream,
    diagnostics: &mut Diagnostics,
) -> Call {
    let mut arguments: Vec<Argument> = Vec::new();
    let mut chains = Vec::new();
    for piece in split::at_commas(values.stream()) {
        let trees: Vec<TokenTree> = piece.clone().into_iter().collect();
        let named = matches!(trees.first(), Some(TokenTree::Ident(_)))
            && split::is_punct(trees.get(1), '=');
        if named {
            arguments.push(argument::parse(piece, diagnostics));
        } else {
            chains.push(read(piece, split::at_arrows(trees), diagnostics));
        }
    }
    let layer = Layer { keyword: word.clone(), path: None, arguments: Some(arguments) };
    Call { layer, values: chains, tokens }
}

const PARENTHESES: Delimiter = Delimiter::Parenthesis;

fn is(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

fn slice(brackets: &TokenTree, diagnostics: &mut Diagnostics) -> Option<Stage> {
    match brackets {
        TokenTree::Group(group) => Some(layer::slice(group, diagnostics)),
        _ => None,
    }
}
