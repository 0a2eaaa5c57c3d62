//! `layer block(units) = dense(units, relu) -> dense(10);`, `shared encoder = ..;`,
//! `default dense(init = he_normal);`: the definitions among the statements.

use super::text;
use super::tree::{Body, Definition, Layer};
use super::{argument, function, layer, split};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Delimiter, Group, Ident, TokenTree};
use quote::ToTokens;

/// Reads a definition; `None` if its form is not clear.
///
/// `opening` is `layer` or `shared`, `rest` the tokens after the name.
pub(super) fn parse(
    opening: &Ident,
    name: Ident,
    rest: Vec<TokenTree>,
    diagnostics: &mut Diagnostics,
) -> Option<Definition> {
    let is_shared = opening == "shared";
    let (parentheses, after) = match rest.as_slice() {
        [TokenTree::Group(group), after @ ..] if group.delimiter() == Delimiter::Parenthesis => {
            (Some(group), after)
        }
        after => (None, after),
    };
    if !split::is_punct(after.first(), '=') {
        let at = after.first().map_or_else(|| name.to_token_stream(), ToTokens::to_token_stream);
        diagnostics
            .error(at, format_args!("`=` must follow `{opening} {name}`"))
            .help(format_args!("write {opening} {name} = dense(100, relu);"));
        return None;
    }
    let parameters = match parentheses {
        Some(group) if is_shared => {
            diagnostics
                .error(group, format_args!("`{name}` is shared, so it cannot have parameters"))
                .help(format_args!("write shared {name} = .., or layer {name}(..) = .."));
            parse_parameters(&name, group, diagnostics)
        }
        Some(group) => parse_parameters(&name, group, diagnostics),
        None => Vec::new(),
    };
    let body = match &after[1..] {
        [bar, ..] if split::is_punct(Some(bar), '|') => {
            Body::Function(Box::new(function::parse(&name, &after[1..], diagnostics)?))
        }
        [TokenTree::Group(braces), ..] if braces.delimiter() == Delimiter::Brace => {
            diagnostics
                .error(&after[1], format_args!("`{opening} {name}` does not name its inputs"))
                .help(format_args!("write {opening} {name} = |x| {{ .. }};"));
            return None;
        }
        stages => {
            if stages.is_empty() {
                let headline = format_args!("`{opening} {name} =` is followed by no layers");
                diagnostics
                    .error(&after[0], headline)
                    .help(format_args!("write {opening} {name} = dense(100, relu);"));
            }
            Body::Stages(layer::parse_stages(stages.iter().cloned().collect(), diagnostics))
        }
    };
    Some(Definition { is_shared, name, parameters, body })
}

/// Reads `default dense(init = he_normal)`, from its keyword on.
pub(super) fn parse_default(
    keyword: Ident,
    rest: Vec<TokenTree>,
    diagnostics: &mut Diagnostics,
) -> Option<Layer> {
    match rest.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            let arguments = argument::parse_list(group.stream(), diagnostics);
            Some(Layer { keyword, path: None, arguments: Some(arguments) })
        }
        _ => {
            let headline = format_args!("`default {keyword}` needs its arguments in parentheses");
            diagnostics
                .error(&keyword, headline)
                .help(format_args!("write default {keyword}(init = he_normal);"));
            None
        }
    }
}

impl Definition {
    /// Whether every name in it could be read.
    pub(super) fn is_complete(&self) -> bool {
        match &self.body {
            Body::Stages(_) => true,
            Body::Function(function) => function.complete,
        }
    }
}

fn parse_parameters(name: &Ident, group: &Group, diagnostics: &mut Diagnostics) -> Vec<Ident> {
    let mut parameters: Vec<Ident> = Vec::new();
    for piece in split::at_commas(group.stream()) {
        match syn::parse2::<Ident>(piece.clone()) {
            Ok(parameter) if parameters.contains(&parameter) => {
                diagnostics
                    .error(piece, format_args!("`{name}` has the parameter `{parameter}` twice"))
                    .help("give each its own name");
            }
            Ok(parameter) => parameters.push(parameter),
            Err(_) => {
                let found = text::of_tokens(&piece);
                let headline = format_args!("a parameter of `{name}` must be a name, not {found}");
                diagnostics.error(piece, headline).help(format_args!(
                    "write layer {name}(units) = dense(units); and use it as {name}(100)"
                ));
            }
        }
    }
    parameters
}
