//! The words of the language for layers and merges, and what becomes of others.

use super::{Activation, Elementwise, Merge, dense};
use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use crate::syntax::text;
use crate::syntax::tree::{Call, Head, Layer};
use proc_macro2::Ident;

/// The layers' keywords, elementwise functions apart.
const LAYERS: [&str; 6] = ["flatten", "dense", "activation", "reshape", "permute", "slice"];

/// What other frameworks call some of them.
const ELSEWHERE: [(&str, &str); 20] = [
    ("linear", "dense"),
    ("fully_connected", "dense"),
    ("view", "reshape"),
    ("transpose", "permute"),
    ("abs", "absolute"),
    ("neg", "negate"),
    ("sqrt", "square_root"),
    ("exp", "exponential"),
    ("log", "logarithm"),
    ("ln", "logarithm"),
    ("concat", "concatenate"),
    ("cat", "concatenate"),
    ("sum", "add"),
    ("sub", "subtract"),
    ("mul", "multiply"),
    ("product", "multiply"),
    ("mean", "average"),
    ("avg", "average"),
    ("max", "maximum"),
    ("min", "minimum"),
];

/// The keywords of what is applied to one value.
fn layers() -> impl Iterator<Item = &'static str> {
    LAYERS.into_iter().chain(Elementwise::ALL.map(Elementwise::name))
}

/// The keywords of what puts several values together.
fn merges() -> impl Iterator<Item = &'static str> {
    ["concatenate"].into_iter().chain(Merge::ALL.map(Merge::name)).chain(["dot"])
}

/// Whether the word is one of the language's own.
pub(crate) fn is_keyword(word: &Ident) -> bool {
    layers().chain(merges()).chain(["repeat"]).any(|known| word == known)
}

/// Whether the word puts several values together.
pub(crate) fn is_merge(word: &Ident) -> bool {
    merges().any(|merge| word == merge)
}

/// Whether it is a layer of the language, or a path to a type.
pub(crate) fn is_layer(layer: &Layer) -> bool {
    match &layer.path {
        // `Dense` is not a type of the author's, but a slip
        Some(path) if path.get_ident().is_some() => {
            let word = layer.keyword.to_string().to_lowercase();
            layers().chain(merges()).all(|known| word != known)
        }
        Some(_) => true,
        None => layers().any(|known| layer.keyword == known),
    }
}

/// Whether a layer has parameters of its own.
pub(crate) fn has_parameters(layer: &Layer) -> bool {
    layer.path.is_some() || layer.keyword == "dense"
}

/// What layers of the kind without a name are called: `dense`, and `my_gate` for `MyGate`.
pub(crate) fn stem(layer: &Layer) -> String {
    let word = layer.keyword.to_string();
    if layer.path.is_none() {
        return word;
    }
    let mut stem = String::new();
    let mut after_small = false;
    for letter in word.chars() {
        if letter.is_uppercase() && after_small {
            stem.push('_');
        }
        stem.extend(letter.to_lowercase());
        after_small = !letter.is_uppercase() && letter != '_';
    }
    stem
}

/// Reports a layer that there is not; says which definition was probably meant.
///
/// `before` is the layer before it, `definitions` and `values` are names of the network.
pub(crate) fn report_unknown(
    layer: &Layer,
    before: Option<&Layer>,
    definitions: &[String],
    values: &[&Ident],
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let keyword = &layer.keyword;
    let word = keyword.to_string();
    if Activation::from_name(&word).is_some() {
        let fault =
            diagnostics.error(keyword, format_args!("`{word}` is an activation, not a layer"));
        match before.and_then(dense::units_alone) {
            Some(units) => fault.help(format_args!(
                "write activation({word}), or dense({units}, {word}) for the layer before"
            )),
            None => fault.help(format_args!("write activation({word})")),
        };
        return None;
    }
    if is_merge(keyword) {
        diagnostics
            .error(
                keyword,
                format_args!("`{word}` puts several values together, so it comes first"),
            )
            .help(format_args!("give the value a name, and write {word}(name, other) -> .."));
        return None;
    }
    if values.iter().any(|value| *value == keyword) {
        diagnostics
            .error(keyword, format_args!("`{word}` is a value, not a layer"))
            .help(format_args!("begin with it: {word} -> .., or put values together: add(..)"));
        return None;
    }
    let fault = diagnostics.error(keyword, format_args!("there is no layer `{word}`"));
    let names = definitions.iter().map(String::as_str);
    let near: Option<&str> = match elsewhere(&word) {
        Some(near) => Some(near),
        None => nearest(&word, names.clone().chain(layers().map(|it| -> &str { it }))),
    };
    match near {
        Some(near) => {
            fault.help(format_args!("write `{near}`"));
            definitions.iter().find(|name| *name == near).cloned()
        }
        None => {
            let all: Vec<&str> = names.chain(LAYERS).collect();
            fault.help(format_args!("the layers are {}", all.join(", ")));
            None
        }
    }
}

/// Reports a call at the beginning of a chain that puts nothing together.
pub(crate) fn report_call(statement: &Ident, call: &Call, diagnostics: &mut Diagnostics) {
    let keyword = &call.layer.keyword;
    let word = keyword.to_string();
    let merge = elsewhere(&word).or_else(|| nearest(&word, merges()));
    if let Some(merge) = merge.filter(|near| merges().any(|merge| merge == *near)) {
        diagnostics
            .error(keyword, format_args!("there is no `{word}` for values"))
            .help(format_args!("write `{merge}`"));
        return;
    }
    let text = text::of_tokens(&call.tokens);
    let fault = diagnostics.error(
        &call.tokens,
        format_args!("`{statement}` begins with `{text}`, which is not a name"),
    );
    match call.values.as_slice() {
        [value] if matches!(value.head, Some(Head::Name(_))) => {
            let value = text::of_tokens(&value.tokens);
            fault.help(format_args!("write `{statement} = {value} -> {keyword}`"))
        }
        [_, _, ..] => {
            let merges: Vec<&str> = merges().collect();
            fault.help(format_args!("what puts values together is {}", merges.join(", ")))
        }
        _ => fault.help(format_args!(
            "begin with an input or another value: `{statement} = image -> {text}`"
        )),
    };
}

fn elsewhere(word: &str) -> Option<&'static str> {
    ELSEWHERE.iter().find(|(other, _)| *other == word).map(|(_, own)| *own)
}
