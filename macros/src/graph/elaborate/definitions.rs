//! Uses of definitions: which one is meant, with which arguments, and never within itself.

use super::parameters::{Binding, Scope};
use super::{Elaborator, Step};
use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use crate::ops;
use crate::syntax::text;
use crate::syntax::tree::{Declaration, Definition, Element, Layer, Stage};
use proc_macro2::Ident;
use quote::ToTokens;

/// The definitions of a network, and what has been made from them so far.
pub(super) struct Definitions<'a> {
    entries: Vec<Entry<'a>>,
    /// Those that are just being written out, from the outermost.
    open: Vec<usize>,
}

struct Entry<'a> {
    written: &'a Definition,
    is_used: bool,
    /// The steps of a shared layer, once they are known.
    steps: Option<Vec<Step>>,
    /// Whether the fault that it is made from itself has been told.
    is_circle: bool,
}

impl<'a> Definitions<'a> {
    pub(super) fn new(definitions: &'a [Definition]) -> Definitions<'a> {
        let entry = |written| Entry { written, is_used: false, steps: None, is_circle: false };
        Definitions { entries: definitions.iter().map(entry).collect(), open: Vec::new() }
    }

    /// The definition of that name.
    pub(super) fn find(&self, name: &Ident) -> Option<usize> {
        self.entries.iter().position(|entry| entry.written.name == *name)
    }

    /// All names.
    pub(super) fn names(&self) -> Vec<String> {
        self.entries.iter().map(|entry| entry.written.name.to_string()).collect()
    }

    /// Whether one is just being written out.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Counts a definition as used whose name is only nearly right, or is used wrongly.
    pub(super) fn use_named(&mut self, name: &str) {
        for entry in self.entries.iter_mut().filter(|entry| entry.written.name == name) {
            entry.is_used = true;
        }
    }

    /// Those that nothing is made from; of those that use each other only the first.
    pub(super) fn unused(&self, declaration: &Declaration) -> Vec<&'a Ident> {
        // one that has the name of something else has been reported
        let is_named = |(index, entry): &(usize, &Entry<'_>)| {
            let name = &entry.written.name;
            self.find(name) == Some(*index)
                && !ops::is_keyword(name)
                && declaration.inputs.iter().all(|input| input.name != *name)
        };
        let entries = self.entries.iter().enumerate();
        let unused: Vec<&'a Definition> = entries
            .filter(|it| !it.1.is_used && is_named(it))
            .map(|(_, entry)| entry.written)
            .collect();
        let within = |name: &Ident| {
            let others = unused.iter().filter(|other| other.name != *name);
            others.into_iter().any(|other| mentions(&other.stages, name))
        };
        let first: Vec<&'a Ident> =
            unused.iter().map(|unused| &unused.name).filter(|name| !within(name)).collect();
        if first.is_empty() { unused.iter().map(|unused| &unused.name).collect() } else { first }
    }

    pub(super) fn written(&self, definition: usize) -> &'a Definition {
        self.entries[definition].written
    }
}

impl<'a> Elaborator<'a, '_> {
    /// Writes out one use of a definition; nothing is left of one with faults.
    pub(super) fn apply(&mut self, definition: usize, layer: &Layer) -> Vec<Step> {
        let entry = &mut self.definitions.entries[definition];
        let written = entry.written;
        entry.is_used = true;
        if let Some(start) = self.definitions.open.iter().position(|open| *open == definition) {
            self.report_circle(start, layer);
            return Vec::new();
        }
        let Some(bindings) = bind(written, layer, self.diagnostics) else { return Vec::new() };
        if !written.is_shared {
            return self.write_out(definition, Scope::of_block(bindings));
        }
        if self.definitions.entries[definition].steps.is_none() {
            let scope = match bindings.as_slice() {
                [] => Scope::outermost(),
                _ => Scope::of_block(bindings), // a fault that has been told
            };
            let mut steps = self.write_out(definition, scope);
            super::shared::name(definition, &written.name, &mut steps);
            self.definitions.entries[definition].steps = Some(steps);
        }
        let mut steps = self.definitions.entries[definition].steps.clone().unwrap_or_default();
        for shared in steps.iter_mut().filter_map(|step| step.shared.as_mut()) {
            if shared.definition == definition {
                shared.applied = layer.keyword.clone();
            }
        }
        steps
    }

    fn write_out(&mut self, definition: usize, scope: Scope) -> Vec<Step> {
        let written = self.definitions.written(definition);
        self.definitions.open.push(definition);
        let steps = self.stages(&written.stages, &scope);
        self.definitions.open.pop();
        for parameter in scope.unused() {
            let at = written.parameters.iter().find(|written| *written == parameter);
            let headline =
                format_args!("`{}` never uses its parameter `{parameter}`", written.name);
            self.diagnostics.error(at, headline).help("use it, or leave it out");
        }
        steps
    }

    /// Reports a definition that is used within itself, once.
    fn report_circle(&mut self, start: usize, layer: &Layer) {
        let circle = self.definitions.open[start..].to_vec();
        let known = circle.iter().any(|it| self.definitions.entries[*it].is_circle);
        circle.iter().for_each(|it| self.definitions.entries[*it].is_circle = true);
        if known {
            return;
        }
        let mut names: Vec<String> =
            circle.iter().map(|it| self.definitions.written(*it).name.to_string()).collect();
        names.push(names[0].clone());
        let fault = self
            .diagnostics
            .error(&layer.keyword, format_args!("`{}` is made from itself", layer.keyword));
        if names.len() > 2 {
            fault.detail(names.join(" -> "));
        }
        fault.help("a layer cannot contain itself; to apply one several times write repeat(3, ..)");
    }
}

/// The values of a definition's parameters in one use.
fn bind(
    definition: &Definition,
    layer: &Layer,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Binding>> {
    let (name, parameters) = (&definition.name, &definition.parameters);
    let faults = diagnostics.count();
    let arguments = layer.arguments.as_deref().unwrap_or_default();
    let mut bindings: Vec<Binding> = Vec::new();
    let mut position = 0;
    for argument in arguments {
        let parameter = match &argument.name {
            Some(given) => parameters.iter().find(|parameter| *parameter == given),
            None => {
                position += 1;
                parameters.get(position - 1)
            }
        };
        let Some(parameter) = parameter else {
            match &argument.name {
                Some(given) => report_unknown(definition, given, diagnostics),
                None => report_count(definition, layer, arguments.len(), diagnostics),
            }
            return None;
        };
        if bindings.iter().any(|binding| binding.name == *parameter) {
            diagnostics
                .error(&argument.tokens, format_args!("`{name}` is given `{parameter}` twice"))
                .help("leave one of them out");
            return None;
        }
        bindings.push(Binding::new(parameter.clone(), argument.value.clone()?));
    }
    if bindings.len() < parameters.len() && diagnostics.count() == faults {
        report_count(definition, layer, arguments.len(), diagnostics);
        return None;
    }
    Some(bindings)
}

fn report_unknown(definition: &Definition, given: &Ident, diagnostics: &mut Diagnostics) {
    let name = &definition.name;
    let fault = diagnostics.error(given, format_args!("`{name}` has no parameter `{given}`"));
    let parameters: Vec<String> = definition.parameters.iter().map(Ident::to_string).collect();
    match nearest(&given.to_string(), parameters.iter().map(String::as_str)) {
        Some(near) => fault.help(format_args!("write {near} = ..")),
        None if parameters.is_empty() => fault.help(format_args!("write {name}")),
        None => fault.help(format_args!("write {}", form(definition))),
    };
}

fn report_count(
    definition: &Definition,
    layer: &Layer,
    given: usize,
    diagnostics: &mut Diagnostics,
) {
    let (name, count) = (&definition.name, definition.parameters.len());
    let takes = match count {
        0 => "no arguments".into(),
        1 => "1 argument".into(),
        _ => format!("{count} arguments"),
    };
    let at = match layer.arguments.as_deref() {
        Some(arguments) if arguments.len() > count => {
            arguments[count..].iter().map(|argument| &argument.tokens).cloned().collect()
        }
        _ => layer.keyword.to_token_stream(),
    };
    let headline = match given {
        0 => format!("`{name}` takes {takes}, but is given none"),
        _ => format!("`{name}` takes {takes}, but is given {given}"),
    };
    diagnostics.error(at, headline).help(format_args!("write {}", form(definition)));
}

/// How a definition is used: `block(units, rate)`.
fn form(definition: &Definition) -> String {
    let parameters: Vec<String> = definition.parameters.iter().map(text::of_tokens).collect();
    match parameters.as_slice() {
        [] => definition.name.to_string(),
        parameters => format!("{}({})", definition.name, parameters.join(", ")),
    }
}

/// Whether a definition stands among these stages.
fn mentions(stages: &[Stage], name: &Ident) -> bool {
    stages.iter().any(|stage| match &stage.element {
        Some(Element::Layer(layer)) => layer.path.is_none() && layer.keyword == *name,
        Some(Element::Repeat(repeat)) => mentions(&repeat.stages, name),
        None => false,
    })
}
