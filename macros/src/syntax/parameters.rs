//! `<const HIDDEN: usize>`: the const parameters of a network.

use super::text;
use crate::diagnostics::Diagnostics;
use proc_macro2::{Ident, TokenStream};
use syn::{ConstParam, GenericParam, Generics};

/// Reads the names of the parameters; one that is no `usize`, or whose name is taken, is
/// reported. The names must be mentioned in `uses`.
pub(super) fn read(
    network: &Ident,
    generics: &Generics,
    uses: &[&TokenStream],
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    let mut names: Vec<Ident> = Vec::new();
    for parameter in &generics.params {
        let GenericParam::Const(parameter) = parameter else {
            report_kind(network, parameter, diagnostics);
            continue;
        };
        let name = &parameter.ident;
        if names.contains(name) {
            diagnostics
                .error(name, format_args!("parameter `{name}` is declared twice"))
                .help("leave one of them out");
            continue;
        }
        if is_size(network, parameter, diagnostics) && !is_used(name, uses) {
            diagnostics
                .error(name, format_args!("parameter `{name}` is never used"))
                .help(format_args!("use it as a dimension, as in dense({name}), or leave it out"));
        }
        names.push(name.clone());
    }
    names
}

fn is_size(network: &Ident, parameter: &ConstParam, diagnostics: &mut Diagnostics) -> bool {
    let name = &parameter.ident;
    let kind = text::whole(&parameter.ty);
    let capitals = name.to_string().to_uppercase();
    if kind != "usize" {
        diagnostics
            .error(&parameter.ty, format_args!("parameter `{name}` must be a usize, not {kind}"))
            .help(format_args!("write const {name}: usize"));
    } else if let Some((_, default)) = &parameter.default {
        let value = text::of(default);
        diagnostics
            .error(default, format_args!("parameter `{name}` cannot have a default"))
            .help(format_args!("leave it out, and write {network}::<{value}> where it is used"));
    } else if name != capitals.as_str() {
        diagnostics
            .error(name, format_args!("parameter `{name}` must be written in capitals"))
            .help(format_args!("write {capitals}: small letters are for values and layers"));
    } else {
        return true;
    }
    false
}

fn is_used(name: &Ident, uses: &[&TokenStream]) -> bool {
    uses.iter().any(|tokens| text::mentions(tokens, name))
}

fn report_kind(network: &Ident, parameter: &GenericParam, diagnostics: &mut Diagnostics) {
    let (kind, name) = match parameter {
        GenericParam::Lifetime(parameter) => ("lifetimes", parameter.lifetime.to_string()),
        GenericParam::Type(parameter) => ("type parameters", parameter.ident.to_string()),
        GenericParam::Const(_) => return,
        #[allow(unreachable_patterns, reason = "syn may learn other forms")]
        _ => ("such parameters", text::whole(parameter)),
    };
    diagnostics
        .error(parameter, format_args!("`{network}` cannot have {kind}, as `{name}` is"))
        .help(format_args!("a dimension is a const parameter: {network}<const HIDDEN: usize>"));
}
