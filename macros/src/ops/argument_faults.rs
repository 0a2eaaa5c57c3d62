//! Error messages about arguments: too many, unknown, given twice, or with an unknown word.

use super::arguments::Signature;
use super::{Initializer, Site};
use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use crate::syntax::text;
use crate::syntax::tree::Argument;
use proc_macro2::Ident;
use syn::{Expr, ExprLit, Lit};

pub(super) fn list<const N: usize>(what: &str, names: [&str; N]) -> String {
    format!("the {what} are {}", names.join(", "))
}

pub(super) fn unknown_word(
    what: &str,
    word: &str,
    names: &[&'static str],
    value: &Expr,
    diagnostics: &mut Diagnostics,
) {
    let fault = diagnostics.error(value, format_args!("there is no {what} `{word}`"));
    match nearest(word, names.iter().copied()) {
        Some(near) => fault.help(format_args!("write {near}")),
        None => fault.help(format_args!("the {what}s are {}", names.join(", "))),
    };
}

pub(super) fn surplus(
    site: &Site<'_>,
    signature: &Signature,
    argument: &Argument,
    diagnostics: &mut Diagnostics,
) {
    let keyword = &site.layer.keyword;
    let headline = match signature.positional.len() {
        0 => format!("{keyword} takes no arguments"),
        1 => format!("{keyword} takes only one argument"),
        count => format!("{keyword} takes only {count} arguments without a name"),
    };
    let fault = diagnostics.error(&argument.tokens, headline);
    let written = argument.value.as_ref().map(text::of).unwrap_or_default();
    let name = match argument.value.as_ref() {
        Some(Expr::Lit(ExprLit { lit: Lit::Bool(_), .. })) => Some("bias"),
        _ if Initializer::from_name(&written).is_some() => Some("init"),
        _ => None,
    };
    match name.filter(|name| signature.named.contains(name)) {
        Some(name) => fault.help(format_args!("write {name} = {written}")),
        None if signature.positional.is_empty() => fault.help(format_args!("write {keyword}")),
        None if signature.names().count() == 1 => fault.help("keep one of them"),
        None => fault.help(takes(keyword, signature)),
    };
}

pub(super) fn unknown(
    site: &Site<'_>,
    signature: &Signature,
    name: &Ident,
    diagnostics: &mut Diagnostics,
) {
    let keyword = &site.layer.keyword;
    if signature.names().next().is_none() {
        let headline = format_args!("{keyword} takes no arguments");
        diagnostics.error(name, headline).help(format_args!("write {keyword}"));
        return;
    }
    let fault = diagnostics.error(name, format_args!("{keyword} has no argument `{name}`"));
    match nearest(&name.to_string(), signature.names()) {
        Some(near) => fault.help(format_args!("write {near} = ..")),
        None => fault.help(takes(keyword, signature)),
    };
}

pub(super) fn twice(
    site: &Site<'_>,
    name: &str,
    first: &Argument,
    second: &Argument,
    diagnostics: &mut Diagnostics,
) {
    let keyword = &site.layer.keyword;
    let written = |argument: &Argument| argument.value.as_ref().map(text::of).unwrap_or_default();
    let (first, second_text) = (written(first), written(second));
    let fault =
        diagnostics.error(&second.tokens, format_args!("{keyword} is given `{name}` twice"));
    if first == second_text {
        fault.help("leave one of them out");
    } else {
        fault.help(format_args!("keep {first} or {second_text}"));
    }
}

fn takes(keyword: &Ident, signature: &Signature) -> String {
    let names: Vec<&str> = signature.names().collect();
    format!("{keyword} takes {}", names.join(", "))
}
