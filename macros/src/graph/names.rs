//! Which name means what: inputs, layers, statements, outputs.

use crate::diagnostics::{Diagnostics, on_line};
use proc_macro2::Ident;
use std::cell::Cell;
use std::collections::HashSet;

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A declared input: its node.
    Input(usize),
    /// A layer's own name: its node.
    Layer(usize),
    /// A statement, by its index.
    Statement(usize),
    /// A block or a shared layer, which is not a value.
    Definition,
    /// A const parameter, which stands for dimensions.
    Parameter,
}

/// Every name of a network.
#[derive(Default)]
pub(super) struct Names {
    entries: Vec<Entry>,
    /// Generated names, and reserved ones that may not be generated again.
    reserved: HashSet<String>,
}

struct Entry {
    name: Ident,
    text: String,
    meaning: Meaning,
    used: Cell<bool>,
}

impl Names {
    /// Gives a name its meaning; false, after an error message, if it has another already.
    pub(super) fn define(
        &mut self,
        name: &Ident,
        meaning: Meaning,
        is_output: bool,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let text = name.to_string();
        if let Some(first) = self.entry(&text) {
            let line = on_line(first.name.span());
            let headline = match (first.meaning, meaning) {
                (Meaning::Input(_), Meaning::Input(_)) => {
                    format!("input `{text}` is declared twice")
                }
                (Meaning::Parameter, _) => {
                    format!("`{text}` is a parameter, so nothing else can have its name")
                }
                (Meaning::Input(_), _) => {
                    format!("`{text}` is an input, so nothing else can have its name")
                }
                (Meaning::Statement(_), Meaning::Statement(_)) if is_output => {
                    format!("output `{text}` is already assigned {line}")
                }
                _ => format!("the name `{text}` is already used {line}"),
            };
            let free = self.free(&text);
            diagnostics
                .error(name, headline)
                .help(format_args!("call this one {free}, or leave it out"));
            return false;
        }
        self.entries.push(Entry { name: name.clone(), text, meaning, used: Cell::new(false) });
        true
    }

    /// Gives a name that is free its meaning; a generated name counts as used.
    pub(super) fn define_free(&mut self, name: &Ident, meaning: Meaning) {
        let used = Cell::new(true);
        self.entries.push(Entry { name: name.clone(), text: name.to_string(), meaning, used });
    }

    /// Reserves a name, so that it is not generated again.
    pub(super) fn reserve(&mut self, name: &str) {
        self.reserved.insert(name.to_owned());
    }

    /// Whether the name is free.
    pub(super) fn is_free(&self, name: &str) -> bool {
        self.entry(name).is_none() && !self.reserved.contains(name)
    }

    /// What a name means; the name counts as used from now on.
    pub(super) fn resolve(&self, name: &str) -> Option<Meaning> {
        let entry = self.entry(name)?;
        entry.used.set(true);
        Some(entry.meaning)
    }

    /// Whether the name has been used.
    pub(super) fn is_used(&self, name: &str) -> bool {
        self.entry(name).is_some_and(|entry| entry.used.get())
    }

    /// All names but those of parameters.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        let named = self.entries.iter().filter(|entry| entry.meaning != Meaning::Parameter);
        named.map(|entry| entry.text.as_str())
    }

    /// The first of `flatten_1`, `flatten_2`, .. from `number` on that is free, with its number; it
    /// is reserved, so that it is not generated again.
    pub(super) fn automatic(&mut self, kind: &str, number: usize) -> (String, usize) {
        let mut names = (number..).map(|number| (format!("{kind}_{number}"), number));
        let free =
            names.find(|(name, _)| self.is_free(name)).expect("there are more numbers than names");
        self.reserve(&free.0);
        free
    }

    /// A free name like this one.
    fn free(&self, name: &str) -> String {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let mut candidates = (2_usize..).map(|number| format!("{stem}{number}"));
        candidates
            .find(|candidate| self.entry(candidate).is_none())
            .expect("there are more numbers than names")
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.text == name)
    }
}

/// Reports a name that is reserved in Rust, and returns whether it is not.
pub(super) fn check_word(name: &Ident, diagnostics: &mut Diagnostics) -> bool {
    let text = name.to_string();
    if text == "_" {
        diagnostics.error(name, "`_` is not a name").help("write a name of your own");
    } else if text.starts_with("r#") {
        let plain = text.trim_start_matches("r#");
        diagnostics
            .error(name, format_args!("the name `{text}` is raw, which names here cannot be"))
            .help(format_args!("write {plain}_"));
    } else if text == "gen" || syn::parse_str::<Ident>(&text).is_err() {
        diagnostics
            .error(name, format_args!("`{text}` is a word of Rust and cannot be a name here"))
            .help(format_args!("write {text}_"));
    } else {
        return true;
    }
    false
}
