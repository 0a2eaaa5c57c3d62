//! The header with its inputs and outputs, and the body.

use super::tree::{Declaration, Port};
use super::{attributes, parameters, port, statement};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Generics, Token, Visibility, token};

/// The form of a declaration, for messages.
const FORM: &str = "write `pub struct Name(image: [28, 28]) -> (class: [10]) { .. }`";

/// Reads a network. `None` if not even its name and its inputs can be read.
pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Option<Declaration> {
    let mut header = match read_header.parse2(tokens) {
        Ok(header) => header,
        Err(error) => {
            diagnostics.syntax(&error).help(FORM);
            return None;
        }
    };
    if let Some(rest) = &header.rest {
        diagnostics
            .error(rest, format_args!("nothing may follow the braces of `{}`", header.name))
            .help("write one `network!` for each network");
    }
    let weights = attributes::take_weights(&mut header.attributes, diagnostics);
    let outputs = header.outputs.clone().unwrap_or_default();
    let uses = [&header.inputs, &outputs, &header.body];
    let parameters = parameters::read(&header.name, &header.generics, &uses, diagnostics);
    let (inputs, inputs_complete) = port::parse_list(header.inputs, diagnostics);
    let outputs: Option<(Vec<Port>, bool)> =
        header.outputs.map(|tokens| port::parse_list(tokens, diagnostics));
    let body = statement::parse_body(header.body, diagnostics);
    let outputs_complete = outputs.as_ref().is_none_or(|(_, complete)| *complete);
    Some(Declaration {
        attributes: header.attributes,
        weights,
        visibility: header.visibility,
        name: header.name,
        parameters,
        inputs,
        outputs: outputs.map(|(outputs, _)| outputs),
        statements: body.statements,
        definitions: body.definitions,
        defaults: body.defaults,
        complete: inputs_complete && outputs_complete && !body.has_lost,
    })
}

/// The outermost pieces, not yet parsed.
struct Header {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    generics: Generics,
    inputs: TokenStream,
    outputs: Option<TokenStream>,
    body: TokenStream,
    rest: Option<TokenStream>,
}

fn read_header(input: ParseStream<'_>) -> syn::Result<Header> {
    if input.is_empty() {
        return Err(syn::Error::new(Span::call_site(), "`network!` is empty"));
    }
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility: Visibility = input.parse()?;
    if !input.peek(Token![struct]) {
        return Err(syn::Error::new(input.span(), "a network begins with `struct` and its name"));
    }
    input.parse::<Token![struct]>()?;
    let name: Ident = input.parse().map_err(|error| {
        syn::Error::new(error.span(), "the network's name is missing after `struct`")
    })?;
    let generics: Generics = input.parse()?;
    if input.peek(Token![where]) {
        let text = format!("`{name}` cannot have a where clause: its parameters are numbers");
        return Err(syn::Error::new(input.span(), text));
    }
    if !input.peek(token::Paren) {
        let place = if input.is_empty() { name.span() } else { input.span() };
        let text = format!("the inputs of `{name}` must follow its name, in parentheses");
        return Err(syn::Error::new(place, text));
    }
    let inputs = parenthesized(input)?;
    let outputs = if input.peek(Token![->]) {
        let arrow: Token![->] = input.parse()?;
        if !input.peek(token::Paren) {
            let text = format!("the outputs of `{name}` must follow this arrow, in parentheses");
            return Err(syn::Error::new_spanned(arrow, text));
        }
        Some(parenthesized(input)?)
    } else {
        None
    };
    if !input.peek(token::Brace) {
        let place = if input.is_empty() { name.span() } else { input.span() };
        let text = format!("the layers of `{name}` must follow its outputs, in braces");
        return Err(syn::Error::new(place, text));
    }
    let content;
    syn::braced!(content in input);
    let body = content.parse()?;
    let rest: TokenStream = input.parse()?;
    let rest = if rest.is_empty() { None } else { Some(rest) };
    Ok(Header { attributes, visibility, name, generics, inputs, outputs, body, rest })
}

fn parenthesized(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let content;
    syn::parenthesized!(content in input);
    content.parse()
}
