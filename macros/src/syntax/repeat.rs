//! `repeat(3, dense(100, relu) -> dense(50))`: the same layers several times.

use super::text;
use super::tree::Repeat;
use super::{layer, split};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::Expr;

/// Reads the tokens after the word.
pub(super) fn parse(
    keyword: &Ident,
    rest: &[TokenTree],
    diagnostics: &mut Diagnostics,
) -> Option<Repeat> {
    let [TokenTree::Group(group)] = rest else {
        report_form(keyword, diagnostics);
        return None;
    };
    let pieces = split::at_commas(group.stream());
    let [count, stages] = pieces.as_slice() else {
        report_form(keyword, diagnostics);
        return None;
    };
    if group.delimiter() != Delimiter::Parenthesis {
        report_form(keyword, diagnostics);
        return None;
    }
    let stages = layer::parse_stages(stages.clone(), diagnostics);
    match syn::parse2::<Expr>(count.clone()) {
        Ok(count) => Some(Repeat { keyword: keyword.clone(), count, stages }),
        Err(_) => {
            report_count(count, diagnostics);
            None
        }
    }
}

fn report_form(keyword: &Ident, diagnostics: &mut Diagnostics) {
    diagnostics
        .error(keyword, "`repeat` takes two things: how often, and which layers")
        .help("write repeat(3, dense(100, relu))");
}

fn report_count(count: &TokenStream, diagnostics: &mut Diagnostics) {
    let found = text::of_tokens(count);
    diagnostics
        .error(count, format_args!("`repeat` needs a whole number first, not {found}"))
        .help("write repeat(3, dense(100, relu))");
}
