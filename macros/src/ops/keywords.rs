//! The built-in keywords of layers and merges, and suggestions for unknown ones.

use super::{Activation, Elementwise, Merge, dense, output};
use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use crate::syntax::text;
use crate::syntax::tree::{Call, Chain, Head, Layer, OUTPUT};
use proc_macro2::Ident;

/// The keywords of layers, without the elementwise functions.
const LAYERS: [&str; 6] = ["flatten", "dense", "activation", "reshape", "permute", "slice"];

/// The names of some of them in other frameworks.
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

/// The keywords of layers, which are applied to one value.
fn layers() -> impl Iterator<Item = &'static str> {
    LAYERS.into_iter().chain(Elementwise::ALL.map(Elementwise::name))
}

/// The keywords of merges, which are applied to several values.
fn merges() -> impl Iterator<Item = &'static str> {
    ["concatenate"].into_iter().chain(Merge::ALL.map(Merge::name)).chain(["dot"])
}

/// Whether the word is a built-in one.
pub(crate) fn is_keyword(word: &Ident) -> bool {
    layers().chain(merges()).chain(["repeat"]).any(|known| word == known)
}

/// Whether the word is a merge of several values.
pub(crate) fn is_merge(word: &Ident) -> bool {
    is_merge_word(&word.to_string())
}

fn is_merge_word(word: &str) -> bool {
    merges().any(|merge| word == merge)
}

/// Whether it is a built-in layer, or a path to a type.
pub(crate) fn is_layer(layer: &Layer) -> bool {
    match &layer.path {
        // `Dense` is not the user's type, but a misspelling
        Some(path) if path.get_ident().is_some() => {
            let word = layer.keyword.to_string().to_lowercase();
            layers().chain(merges()).all(|known| word != known)
        }
        Some(_) => true,
        None => layer.keyword == OUTPUT || layers().any(|known| layer.keyword == known),
    }
}

/// Whether a layer has parameters of its own.
pub(crate) fn has_parameters(layer: &Layer) -> bool {
    layer.path.is_some() || layer.keyword == "dense"
}

/// The name of layers of this kind without a name: `dense`, `my_gate` for `MyGate`, and `mean` for
/// the output of that name.
pub(crate) fn stem(layer: &Layer) -> String {
    let word = layer.keyword.to_string();
    if layer.path.is_none() {
        return output::name(layer).filter(|_| word == OUTPUT).map_or(word, |it| it.to_string());
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

/// The context of an unknown layer.
pub(crate) struct Unknown<'a> {
    /// The layer before it.
    pub(crate) before: Option<&'a Layer>,
    /// The names of blocks and shared layers.
    pub(crate) definitions: &'a [String],
    /// The names of values.
    pub(crate) values: &'a [&'a Ident],
    /// Whether it is in a block or a shared layer.
    pub(crate) in_definition: bool,
    /// Whether all definitions could be read.
    pub(crate) is_complete: bool,
}

/// What was probably meant by an unknown layer.
pub(crate) enum Meant {
    /// The block or shared layer of that name.
    Definition(String),
    /// Values that are merged, or one that is the source of a chain.
    Values,
    /// A built-in layer, or nothing that is known.
    Other,
}

/// Reports an unknown layer.
pub(crate) fn report_unknown(
    layer: &Layer,
    site: &Unknown<'_>,
    diagnostics: &mut Diagnostics,
) -> Meant {
    let keyword = &layer.keyword;
    let word = keyword.to_string();
    if Activation::from_name(&word).is_some() {
        let fault =
            diagnostics.error(keyword, format_args!("`{word}` is an activation, not a layer"));
        match site.before.and_then(dense::units_alone) {
            Some(units) => fault.help(format_args!(
                "write activation({word}), or dense({units}, {word}) for the layer before"
            )),
            None => fault.help(format_args!("write activation({word})")),
        };
        return Meant::Other;
    }
    if is_merge(keyword) {
        let headline = format_args!("`{word}` merges values, so it begins a statement");
        let fault = diagnostics.error(keyword, headline);
        if site.in_definition {
            fault.help(format_args!("name what the definition takes: |x| {word}(x, other) -> .."));
        } else {
            fault.help(format_args!("name what comes before, and write {word}(name, other) -> .."));
        }
        return Meant::Values;
    }
    if site.values.contains(&keyword) {
        let fault = diagnostics.error(keyword, format_args!("`{word}` is a value, not a layer"));
        if site.in_definition {
            fault
                .help("begin with the first layer, or name what the definition takes: |x| x -> ..");
        } else {
            fault.help(format_args!("begin with it: {word} -> .., or merge it with another"));
        }
        return Meant::Values;
    }
    if !site.is_complete {
        return Meant::Other; // it may be one of those that could not be read
    }
    let fault = diagnostics.error(keyword, format_args!("there is no layer `{word}`"));
    let names = || site.definitions.iter().map(String::as_str);
    let near: Option<&str> = match elsewhere(&word) {
        Some(near) => Some(near),
        None => nearest(&word, names().chain(layers().map(|it| -> &str { it }))),
    };
    match near {
        Some(near) if is_merge_word(near) => {
            fault.help(format_args!("write `{near}(name, other)` at the beginning"));
            Meant::Values
        }
        Some(near) => {
            fault.help(format_args!("write `{near}`"));
            match names().find(|name| *name == near) {
                Some(name) => Meant::Definition(name.into()),
                None => Meant::Other,
            }
        }
        None => {
            let all: Vec<&str> = names().chain(LAYERS).collect();
            fault.help(format_args!("the layers are {}", all.join(", ")));
            Meant::Other
        }
    }
}

/// Reports a call at the beginning of a chain that is no merge.
///
/// `statement` is the statement of the chain, `known` the values that are known there.
pub(crate) fn report_call(
    statement: &Ident,
    known: &[&Ident],
    call: &Call,
    diagnostics: &mut Diagnostics,
) {
    let keyword = &call.layer.keyword;
    let word = keyword.to_string();
    let merge = elsewhere(&word).or_else(|| nearest(&word, merges()));
    if let Some(merge) = merge.filter(|near| is_merge_word(near)) {
        diagnostics
            .error(keyword, format_args!("there is no merge `{word}`"))
            .help(format_args!("write `{merge}`"));
        return;
    }
    let text = text::of_tokens(&call.tokens);
    let is_value = |chain: &Chain| match &chain.head {
        Some(Head::Name(name)) => !chain.stages.is_empty() || known.contains(&name),
        head => matches!(head, Some(Head::Call(_))),
    };
    let fault = diagnostics.error(
        &call.tokens,
        format_args!("`{statement}` begins with `{text}`, which is not a name"),
    );
    match call.values.as_slice() {
        [value] if matches!(value.head, Some(Head::Name(_))) => {
            let value = text::of_tokens(&value.tokens);
            fault.help(format_args!("write `{value} -> {keyword}`"))
        }
        values if values.len() > 1 && values.iter().all(is_value) => {
            let merges: Vec<&str> = merges().collect();
            fault.help(format_args!("the merges are {}", merges.join(", ")))
        }
        _ => {
            let input = known.first().map_or_else(|| "image".into(), |input| input.to_string());
            fault.help(format_args!("begin with an input or another value: `{input} -> {text}`"))
        }
    };
}

fn elsewhere(word: &str) -> Option<&'static str> {
    ELSEWHERE.iter().find(|(other, _)| *other == word).map(|(_, own)| *own)
}
