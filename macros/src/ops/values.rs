//! The kinds of values of an argument: a word, a word with a number in parentheses, a number.

use proc_macro2::Ident;
use syn::{Expr, ExprLit, Lit, UnOp};

/// The word, if a value is nothing but one.
pub(super) fn single_word(value: &Expr) -> Option<&Ident> {
    match value {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        Expr::Group(group) => single_word(&group.expr),
        _ => None,
    }
}

/// The word of `relu`, and of `elu(0.3)`.
pub(super) fn function_word(value: &Expr) -> Option<&Ident> {
    match value {
        Expr::Call(call) => single_word(&call.func),
        _ => single_word(value),
    }
}

/// The tokens in the parentheses of `elu(..)`, if there are any.
pub(super) fn elu_alphas(value: &Expr) -> Option<Vec<&Expr>> {
    match value {
        Expr::Group(group) => elu_alphas(&group.expr),
        Expr::Call(call) if single_word(&call.func)? == "elu" && !call.args.is_empty() => {
            Some(call.args.iter().collect())
        }
        _ => None,
    }
}

/// A number literal, with or without a fraction.
pub(super) fn number(value: &Expr) -> Option<f32> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Float(float), .. }) => float.base10_parse().ok(),
        Expr::Lit(ExprLit { lit: Lit::Int(whole), .. }) => whole.base10_parse().ok(),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
            number(&unary.expr).map(|number| -number)
        }
        Expr::Group(group) => number(&group.expr),
        Expr::Paren(paren) => number(&paren.expr),
        _ => None,
    }
}

/// The word in `"relu"`, `relu()` or `(relu)`.
pub(super) fn inner_word(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(string), .. }) => Some(string.value()),
        Expr::Call(call) => single_word(&call.func).map(Ident::to_string),
        Expr::Paren(paren) => single_word(&paren.expr).map(Ident::to_string),
        _ => None,
    }
}
