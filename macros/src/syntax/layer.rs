//! `-> hidden1: dense(300, relu)`: one stage of a chain.

use super::argument;
use super::repeat;
use super::split::{self, Arrows};
use super::text;
use super::tree::{Argument, Element, Layer, OUTPUT, Stage};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{LitInt, Path, Token};

/// Reads the tokens after an arrow.
pub(super) fn parse_stage(
    arrow: Option<Token![->]>,
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
    let element = match (&label, rest.is_empty()) {
        (_, false) => parse_element(rest, diagnostics),
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
    Stage { label, element, arrow }
}

/// Reads `dense(100) -> dense(10)`, the stages of a definition or of `repeat`.
pub(super) fn parse_stages(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Vec<Stage> {
    let Arrows { head, stages } = split::at_arrows(tokens);
    let first = if head.is_empty() { None } else { Some((None, head)) };
    let others = stages.into_iter().map(|(arrow, stage)| (Some(arrow), stage));
    first.into_iter().chain(others).map(|(arrow, it)| parse_stage(arrow, it, diagnostics)).collect()
}

/// `[0..5]`, as the layer that it is short for.
pub(super) fn slice(brackets: &Group, diagnostics: &mut Diagnostics) -> Stage {
    let layer = Layer {
        keyword: Ident::new("slice", brackets.span()),
        path: None,
        arguments: Some(argument::parse_list(brackets.stream(), diagnostics)),
    };
    Stage { label: None, element: Some(Element::Layer(layer)), arrow: None }
}

/// `.mean`, one of several outputs of a component, as the layer that it is short for.
pub(super) fn output(name: &Ident) -> Stage {
    let layer = Layer {
        keyword: Ident::new(OUTPUT, name.span()),
        path: None,
        arguments: Some(vec![Argument {
            name: None,
            value: syn::parse2(name.to_token_stream()).ok(),
            tokens: name.to_token_stream(),
        }]),
    };
    Stage { label: None, element: Some(Element::Layer(layer)), arrow: None }
}

fn parse_element(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Option<Element> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match trees.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
            slice(group, diagnostics).element
        }
        [TokenTree::Ident(word), ..] if word == "repeat" => {
            repeat::parse(word, &trees[1..], diagnostics).map(Element::Repeat)
        }
        _ => parse_layer(tokens, diagnostics).map(Element::Layer),
    }
}

/// Reads `dense(300, relu)`, or `my::Gate<3>`.
fn parse_layer(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Option<Layer> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let name_end = split::path_length(&trees);
    let path = syn::parse2::<Path>(trees[..name_end].iter().cloned().collect());
    let Some((path, keyword)) = path.ok().and_then(|path| {
        let keyword = path.segments.last()?.ident.clone();
        Some((path, keyword))
    }) else {
        if split::is_punct(trees.first(), '|') {
            diagnostics
                .error(&tokens, "a block needs a name to be a layer")
                .help("write layer block = |x| ..; beside the statements, and block here");
            return None;
        }
        let text = text::of_tokens(&tokens);
        let fault = diagnostics.error(&tokens, format_args!("`{text}` is not a layer"));
        match syn::parse2::<LitInt>(tokens) {
            Ok(units) => fault.help(format_args!("write dense({units})")),
            Err(_) => fault.help("a layer is written as `dense(300)`, or `hidden: dense(300)`"),
        };
        return None;
    };
    let mut rest = trees.into_iter().skip(name_end);
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
    let is_type = path.get_ident().is_none() || starts_large(&keyword);
    let path = if is_type { Some(path) } else { None };
    Some(Layer { keyword, path, arguments })
}

/// Whether a word is the name of a type.
pub(super) fn starts_large(word: &Ident) -> bool {
    word.to_string().starts_with(char::is_uppercase)
}

fn unexpected(keyword: &Ident, rest: TokenStream, diagnostics: &mut Diagnostics) {
    diagnostics
        .error(&rest, format_args!("`{}` cannot follow {keyword}", text::of_tokens(&rest)))
        .help("after a layer comes `->` and the next one, or `;`");
}
