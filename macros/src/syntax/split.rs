//! Splits tokens at their separators, before anything is parsed: an error in one piece then
//! leaves the others readable.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Token;

/// The pieces between commas. A trailing comma is allowed; if nothing is before a comma, the
/// comma itself is the piece, so that an error can point at it. Commas between the angle
/// brackets of a path are part of it.
pub(super) fn at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut pieces = Vec::new();
    let mut current = TokenStream::new();
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut angles_end = 0;
    for (index, token) in tokens.iter().enumerate() {
        let follows_name = index > 0 && matches!(tokens[index - 1], TokenTree::Ident(_));
        if index >= angles_end && follows_name && is_punct(Some(token), '<') {
            angles_end = index + angles(&tokens[index..]).unwrap_or(0);
        }
        if index < angles_end || !is_punct(Some(token), ',') {
            current.extend([token.clone()]);
        } else if current.is_empty() {
            pieces.push(TokenStream::from(token.clone()));
        } else {
            pieces.push(std::mem::take(&mut current));
        }
    }
    if !current.is_empty() {
        pieces.push(current);
    }
    pieces
}

/// The number of tokens of `<..>`, if they begin with one that is closed.
pub(super) fn angles(tokens: &[TokenTree]) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        let ends_arrow = index > 0 && is_dash_of_arrow(&tokens[index - 1]);
        if is_punct(Some(token), '<') {
            depth += 1;
        } else if is_punct(Some(token), '>') && !ends_arrow {
            depth = depth.checked_sub(1)?;
        }
        if depth == 0 {
            return if index == 0 { None } else { Some(index + 1) };
        }
    }
    None
}

/// The number of tokens of the path at the beginning: `dense`, `Encoder`, `my::Gate<3>`.
pub(super) fn path_length(tokens: &[TokenTree]) -> usize {
    let mut end = 0;
    loop {
        let colons = is_punct(tokens.get(end), ':') && is_punct(tokens.get(end + 1), ':');
        let name = end + if colons { 2 } else { 0 };
        if !(colons || end == 0) || !matches!(tokens.get(name), Some(TokenTree::Ident(_))) {
            return end;
        }
        end = name + 1;
        end += angles(&tokens[end..]).unwrap_or(0);
    }
}

/// A statement's tokens, without its semicolon.
pub(super) struct Piece {
    /// The tokens before the semicolon.
    pub(super) tokens: Vec<TokenTree>,
    /// Whether it ended with one.
    pub(super) terminated: bool,
}

/// The statements of a body: up to a semicolon, or up to the beginning of the next.
pub(super) fn at_statements(tokens: TokenStream) -> Vec<Piece> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut pieces = Vec::new();
    let mut current: Vec<TokenTree> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if is_punct(Some(token), ';') {
            pieces.push(Piece { tokens: std::mem::take(&mut current), terminated: true });
            continue;
        }
        if begins_statement(&tokens[index..]) && ends_a_layer(&current) && !is_opening(&current) {
            pieces.push(Piece { tokens: std::mem::take(&mut current), terminated: false });
        }
        current.push(token.clone());
    }
    pieces.push(Piece { tokens: current, terminated: false });
    pieces.retain(|piece| !piece.tokens.is_empty());
    pieces
}

/// A chain split at its arrows: the tokens before the first, then each arrow with its tokens.
pub(super) struct Arrows {
    /// The tokens before the first arrow.
    pub(super) head: TokenStream,
    /// The tokens after each arrow.
    pub(super) stages: Vec<(Token![->], TokenStream)>,
}

impl ToTokens for Arrows {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.head.to_tokens(tokens);
        for (arrow, stage) in &self.stages {
            arrow.to_tokens(tokens);
            stage.to_tokens(tokens);
        }
    }
}

/// Splits a chain at its arrows.
pub(super) fn at_arrows(tokens: impl IntoIterator<Item = TokenTree>) -> Arrows {
    let mut arrows = Arrows { head: TokenStream::new(), stages: Vec::new() };
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let point = tokens.next_if(|next| is_dash_of_arrow(&token) && is_punct(Some(next), '>'));
        if let Some(point) = point {
            let arrow = syn::parse2(TokenStream::from_iter([token, point]));
            arrows.stages.push((arrow.expect("`-` and `>` are an arrow"), TokenStream::new()));
        } else {
            let piece = match arrows.stages.last_mut() {
                Some((_, piece)) => piece,
                None => &mut arrows.head,
            };
            piece.extend([token]);
        }
    }
    arrows
}

/// The words before the name of a definition.
pub(super) const OPENINGS: [&str; 3] = ["layer", "shared", "default"];

/// `name =`, or `layer name`.
pub(super) fn begins_statement(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(word), TokenTree::Ident(_), ..] => OPENINGS.iter().any(|it| word == it),
        [TokenTree::Ident(_), equals, ..] => is_punct(Some(equals), '='),
        _ => false,
    }
}

/// Whether these tokens are nothing but the word that opens a definition.
fn is_opening(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Ident(word)] if OPENINGS.iter().any(|it| word == it))
}

/// Whether a statement could end here, so that a `name =` that follows begins another.
fn ends_a_layer(tokens: &[TokenTree]) -> bool {
    match tokens.last() {
        Some(TokenTree::Ident(_)) => true,
        Some(TokenTree::Group(group)) => {
            let is_attribute = is_punct(tokens.iter().rev().nth(1), '#');
            matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::Brace)
                || group.delimiter() == Delimiter::Bracket && !is_attribute
        }
        _ => false,
    }
}

fn is_dash_of_arrow(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == '-' && p.spacing() == Spacing::Joint)
}

pub(super) fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}
