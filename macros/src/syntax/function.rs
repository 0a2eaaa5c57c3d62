//! `|x, gate| { inner = x -> dense(50); multiply(inner, gate) }`: a definition that names its
//! inputs.

use super::split::{self, Piece};
use super::text;
use super::tree::{Chain, Function};
use super::{chain, statement};
use crate::diagnostics::Diagnostics;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// Reads it from the first bar on; `None` if its inputs are not clear.
pub(super) fn parse(
    name: &Ident,
    tokens: &[TokenTree],
    diagnostics: &mut Diagnostics,
) -> Option<Function> {
    let Some(end) = (1..tokens.len()).find(|at| split::is_punct(tokens.get(*at), '|')) else {
        diagnostics
            .error(&tokens[0], format_args!("the inputs of `{name}` stand between two bars"))
            .help(format_args!("write {name} = |x| add(x, x -> dense(100));"));
        return None;
    };
    let inputs = parse_inputs(name, &tokens[..=end], diagnostics)?;
    let complete = (1..inputs.len()).all(|at| !inputs[..at].contains(&inputs[at]));
    let mut function = Function { inputs, statements: Vec::new(), result: Chain::lost(), complete };
    match &tokens[end + 1..] {
        [TokenTree::Group(braces)] if braces.delimiter() == Delimiter::Brace => {
            parse_braces(name, braces, &mut function, diagnostics);
        }
        [] => {
            let x = &function.inputs[0];
            diagnostics
                .error(&tokens[end], format_args!("`{name}` gives no value"))
                .help(format_args!("write {name} = |{x}| add({x}, {x} -> dense(100));"));
        }
        value => function.result = chain::parse_result(name, value, diagnostics),
    }
    function.complete &= function.result.head.is_some();
    Some(function)
}

/// Reads the names between the bars.
fn parse_inputs(
    name: &Ident,
    bars: &[TokenTree],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Ident>> {
    let between: TokenStream = bars[1..bars.len() - 1].iter().cloned().collect();
    let mut inputs: Vec<Ident> = Vec::new();
    if between.is_empty() {
        let bars: TokenStream = bars.iter().cloned().collect();
        diagnostics
            .error(bars, format_args!("`{name}` is applied to nothing"))
            .help(format_args!("name its input: {name} = |x| .."));
        return None;
    }
    for piece in split::at_commas(between) {
        match syn::parse2::<Ident>(piece.clone()) {
            Ok(input) if inputs.contains(&input) => {
                diagnostics
                    .error(piece, format_args!("`{name}` has the input `{input}` twice"))
                    .help("give each its own name");
                inputs.push(input);
            }
            Ok(input) => inputs.push(input),
            Err(_) => {
                let found = text::of_tokens(&piece);
                diagnostics
                    .error(piece, format_args!("an input of `{name}` must be a name, not {found}"))
                    .help("write the names alone, such as |x| or |gate, x|");
                return None;
            }
        }
    }
    Some(inputs)
}

/// Reads statements, and after them the result.
fn parse_braces(
    name: &Ident,
    braces: &Group,
    function: &mut Function,
    diagnostics: &mut Diagnostics,
) {
    let mut pieces = split::at_statements(braces.stream());
    let is_result = |last: &mut Piece| !last.terminated && !split::begins_statement(&last.tokens);
    let result = pieces.pop_if(is_result);
    let faults = diagnostics.count();
    let is_given = result.is_some();
    let last = pieces.last().map(|piece| (piece.terminated, piece.tokens.clone()));
    if let Some(value) = result {
        function.result = chain::parse_result(name, &value.tokens, diagnostics);
    } else if let Some((true, tokens)) =
        last.as_ref().filter(|(_, tokens)| !split::begins_statement(tokens))
    {
        pieces.pop();
        let value: TokenStream = tokens.iter().cloned().collect();
        diagnostics
            .error(&value, format_args!("`;` follows the value that `{name}` gives"))
            .help("leave it out: the last value in the braces is the one that is given");
    }
    let mut body = statement::Body::default();
    for piece in pieces {
        function.complete &= statement::parse(piece, &mut body, diagnostics).is_some();
    }
    let definitions = body.definitions.iter().map(|definition| &definition.name);
    for inner in definitions.chain(body.defaults.iter().map(|default| &default.keyword)) {
        function.complete = false;
        diagnostics
            .error(inner, format_args!("`{inner}` cannot be defined within `{name}`"))
            .help("define it beside the statements of the network");
    }
    function.statements = body.statements;
    if !is_given && diagnostics.count() == faults {
        report_no_result(name, braces, function, diagnostics);
    }
}

fn report_no_result(
    name: &Ident,
    braces: &Group,
    function: &Function,
    diagnostics: &mut Diagnostics,
) {
    let last = function.statements.last().map(|statement| &statement.name);
    let headline = format_args!("`{name}` gives no value");
    match last {
        Some(last) => diagnostics
            .error(last, headline)
            .help(format_args!("end with the value alone, such as `{last}` after the last `;`")),
        None => diagnostics
            .error(braces, headline)
            .help(format_args!("write {{ {0} -> dense(100) }}", function.inputs[0])),
    };
}
