//! Cutting tokens at their separators, before anything is parsed: a fault in one piece then
//! leaves the others readable.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::Token;

/// The pieces between commas. A comma at the end is allowed; where nothing stands before a
/// comma, the comma itself is the piece, for a fault to point at.
pub(super) fn at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut pieces = Vec::new();
    let mut current = TokenStream::new();
    for token in tokens {
        if !is_punct(Some(&token), ',') {
            current.extend([token]);
        } else if current.is_empty() {
            pieces.push(TokenStream::from(token));
        } else {
            pieces.push(std::mem::take(&mut current));
        }
    }
    if !current.is_empty() {
        pieces.push(current);
    }
    pieces
}

/// A statement's tokens, without its semicolon.
pub(super) struct Piece {
    /// What stands before the semicolon.
    pub(super) tokens: Vec<TokenTree>,
    /// Whether it ended with one.
    pub(super) terminated: bool,
}

/// The statements of a body: up to a semicolon, or up to where the next `name =` begins.
pub(super) fn at_statements(tokens: TokenStream) -> Vec<Piece> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut pieces = Vec::new();
    let mut current: Vec<TokenTree> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if is_punct(Some(token), ';') {
            pieces.push(Piece { tokens: std::mem::take(&mut current), terminated: true });
            continue;
        }
        let begins = matches!(token, TokenTree::Ident(_)) && is_punct(tokens.get(index + 1), '=');
        if begins && ends_a_layer(&current) {
            pieces.push(Piece { tokens: std::mem::take(&mut current), terminated: false });
        }
        current.push(token.clone());
    }
    pieces.push(Piece { tokens: current, terminated: false });
    pieces.retain(|piece| !piece.tokens.is_empty());
    pieces
}

/// Between arrows: what stands before the first, then each arrow with what follows it.
pub(super) struct Arrows {
    /// Before the first arrow.
    pub(super) head: TokenStream,
    /// After each.
    pub(super) stages: Vec<(Token![->], TokenStream)>,
}

/// Cuts a pipeline at its arrows.
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

/// Whether a statement could end here, so that a `name =` that follows begins another.
fn ends_a_layer(tokens: &[TokenTree]) -> bool {
    match tokens.last() {
        Some(TokenTree::Ident(_)) => true,
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
        _ => false,
    }
}

fn is_dash_of_arrow(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == '-' && p.spacing() == Spacing::Joint)
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}
