//! `class = image -> flatten -> dense(10, softmax);`, and the definitions in the braces.

use super::split::{self, Arrows, OPENINGS, Piece};
use super::text;
use super::tree::{Definition, Layer, Statement};
use super::{chain, definition};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Token;

/// The contents of the braces.
#[derive(Default)]
pub(super) struct Body {
    pub(super) statements: Vec<Statement>,
    pub(super) definitions: Vec<Definition>,
    pub(super) defaults: Vec<Layer>,
    /// Whether any name could not be read.
    pub(super) has_lost: bool,
}

/// Reads the contents of the braces.
pub(super) fn parse_body(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Body {
    let mut body = Body::default();
    for piece in split::at_statements(tokens) {
        body.has_lost |= parse(piece, &mut body, diagnostics).is_none();
    }
    body
}

/// Reads one statement or definition; `None` if its name is lost.
pub(super) fn parse(piece: Piece, body: &mut Body, diagnostics: &mut Diagnostics) -> Option<()> {
    let last = piece.tokens.last().cloned();
    let mut tokens = piece.tokens.into_iter().peekable();
    let name = match (tokens.next()?, tokens.peek()) {
        (TokenTree::Ident(name), Some(TokenTree::Punct(equals))) if equals.as_char() == '=' => name,
        (TokenTree::Ident(opening), Some(TokenTree::Ident(_)))
            if OPENINGS.iter().any(|word| opening == word) =>
        {
            let Some(TokenTree::Ident(name)) = tokens.next() else { return None };
            let rest: Vec<TokenTree> = tokens.collect();
            if !piece.terminated {
                let subject = format!("{opening} {name}");
                let Arrows { head, stages } = split::at_arrows(rest.clone());
                let after = |token: &TokenTree| !split::is_punct(Some(token), '=');
                let head: TokenStream = head.into_iter().skip_while(after).skip(1).collect();
                report_unterminated(
                    &last,
                    &subject,
                    last_piece(&head, &stages).clone(),
                    diagnostics,
                );
            }
            if opening == "default" {
                body.defaults.extend(definition::parse_default(name, rest, diagnostics));
            } else {
                let definition = definition::parse(&opening, name, rest, diagnostics)?;
                body.has_lost |= !definition.is_complete();
                body.definitions.push(definition);
            }
            return Some(());
        }
        (first, _) => {
            let rest: Vec<TokenTree> = [first.clone()].into_iter().chain(tokens).collect();
            report_nameless(&first, rest, diagnostics);
            return None;
        }
    };
    let equals = tokens.next();
    let arrows = split::at_arrows(tokens);
    if !piece.terminated {
        let Arrows { head, stages } = &arrows;
        let subject = format!("the layers of `{name}`");
        report_unterminated(&last, &subject, last_piece(head, stages).clone(), diagnostics);
    }
    let chain = chain::parse(&name, equals, arrows, diagnostics);
    body.statements.push(Statement { name, chain });
    Some(())
}

fn report_unterminated(
    last: &Option<TokenTree>,
    subject: &str,
    ending: TokenStream,
    diagnostics: &mut Diagnostics,
) {
    if let Some(last) = last {
        diagnostics.error(last, format_args!("`;` is missing after {subject}")).help(match last {
            TokenTree::Group(braces) if braces.delimiter() == Delimiter::Brace => {
                "write `};`".into()
            }
            _ => format!("write `{};`", text::of_tokens(ending)),
        });
    }
}

fn last_piece<'a>(
    head: &'a TokenStream,
    stages: &'a [(Token![->], TokenStream)],
) -> &'a TokenStream {
    stages.last().map_or(head, |(_, stage)| stage)
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
