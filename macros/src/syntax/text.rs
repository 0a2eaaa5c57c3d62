//! Expressions as the user wrote them, for messages.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;

/// The expression on one line, in the usual spacing.
pub(crate) fn of(expression: &Expr) -> String {
    match expression {
        Expr::Group(group) => of(&group.expr),
        Expr::Paren(paren) => format!("({})", of(&paren.expr)),
        Expr::Binary(binary) => {
            let sign = binary.op.to_token_stream();
            format!("{} {sign} {}", of(&binary.left), of(&binary.right))
        }
        Expr::Unary(unary) => format!("{}{}", unary.op.to_token_stream(), of(&unary.expr)),
        Expr::Call(call) => format!("{}(..)", of(&call.func)),
        Expr::Array(array) => {
            let elements: Vec<String> = array.elems.iter().map(of).collect();
            format!("[{}]", elements.join(", "))
        }
        Expr::Path(path) => whole(path),
        other => of_tokens(other),
    }
}

/// The largest length of a text in the first line of a message.
const LENGTH: usize = 40;

/// Any tokens on one line, cut off if they are too long for the first line of a message.
pub(crate) fn of_tokens(tokens: impl ToTokens) -> String {
    let text = whole(tokens);
    if text.chars().count() <= LENGTH {
        return text;
    }
    text.chars().take(LENGTH - 3).chain(" ..".chars()).collect()
}

/// Any tokens on one line, with paths, calls and ranges without spaces.
pub(crate) fn whole(tokens: impl ToTokens) -> String {
    const CLOSED: [(&str, &str); 16] = [
        ("\n", " "),
        ("\r", " "),
        (" :: ", "::"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" [", "["),
        ("[ ", "["),
        (" ]", "]"),
        (" ,", ","),
        ("::< ", "::<"),
        (" < ", "<"),
        (" >", ">"),
        (" ..", ".."),
        (".. ", ".."),
        (",..", ", .."),
    ];
    let text = tokens.to_token_stream().to_string();
    CLOSED.iter().fold(text, |text, (open, closed)| text.replace(open, closed))
}

/// Whether the tokens contain the name.
pub(crate) fn mentions(tokens: &TokenStream, name: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == *name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}
