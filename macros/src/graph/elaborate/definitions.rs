//! Uses of definitions: which one is meant, with which arguments, and never within itself.

use super::arguments::bind;
use super::parameters::Scope;
use super::{Elaborator, Given, inner_names};
use crate::ops;
use crate::syntax::tree::{Body, Chain, Declaration, Definition, Element, Head, Layer, Stage};
use proc_macro2::Ident;

/// The definitions of a network, and how they have been used so far.
pub(super) struct Definitions<'a> {
    entries: Vec<Entry<'a>>,
    /// Those that are being expanded, from the outermost.
    open: Vec<usize>,
}

struct Entry<'a> {
    written: &'a Definition,
    is_used: bool,
    /// Whether it has been reported that it uses itself.
    is_circle: bool,
}

impl<'a> Definitions<'a> {
    pub(super) fn new(definitions: &'a [Definition]) -> Definitions<'a> {
        let entry = |written| Entry { written, is_used: false, is_circle: false };
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

    /// Whether any is being expanded.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Counts a definition as used if its name was misspelled or used in the wrong place.
    pub(super) fn use_named(&mut self, name: &str) {
        for entry in self.entries.iter_mut().filter(|entry| entry.written.name == name) {
            entry.is_used = true;
        }
    }

    /// Those that are not used; of those that use each other only the first.
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
            others.into_iter().any(|other| body_mentions(&other.body, name))
        };
        let first: Vec<&'a Ident> =
            unused.iter().map(|unused| &unused.name).filter(|name| !within(name)).collect();
        if first.is_empty() { unused.iter().map(|unused| &unused.name).collect() } else { first }
    }

    /// The definition as written.
    pub(super) fn written(&self, definition: usize) -> &'a Definition {
        self.entries[definition].written
    }
}

impl<'a> Elaborator<'a, '_> {
    /// Expands one use of a definition, applied to as many values as it takes.
    pub(super) fn apply(
        &mut self,
        definition: usize,
        layer: &Layer,
        values: Vec<Given<'a>>,
    ) -> Given<'a> {
        let entry = &mut self.definitions.entries[definition];
        let written = entry.written;
        entry.is_used = true;
        if let Some(start) = self.definitions.open.iter().position(|open| *open == definition) {
            self.report_circle(start, layer);
            return Given::Lost;
        }
        let Some(bindings) = bind(written, layer, self.diagnostics) else { return Given::Lost };
        if !written.is_shared {
            return self.write_out(definition, values, Scope::of_block(bindings));
        }
        let scope = match bindings.as_slice() {
            [] => Scope::outermost(),
            _ => Scope::of_block(bindings), // an error that has been reported
        };
        let first = self.steps.len();
        let depth = self.definitions.open.len();
        let arguments = (0..values.len()).map(|index| Given::Argument { depth, index });
        let value = self.write_out(definition, arguments.collect(), scope);
        let steps = &mut self.steps[first..];
        super::shared::name(definition, &written.name, &layer.keyword, steps);
        steps.iter_mut().for_each(|step| step.enter(depth, &values));
        value.entered(depth, &values)
    }

    fn write_out(&mut self, definition: usize, values: Vec<Given<'a>>, scope: Scope) -> Given<'a> {
        let written = self.definitions.written(definition);
        self.definitions.open.push(definition);
        let value = match &written.body {
            Body::Stages(stages) => {
                let value = values.first().copied().unwrap_or(Given::Lost);
                self.stages(value, stages, &scope)
            }
            Body::Function(function) => self.function(&written.name, function, values, &scope),
        };
        self.definitions.open.pop();
        let is_name = |parameter: &&Ident| match &written.body {
            Body::Stages(_) => false,
            Body::Function(function) => inner_names::mentions(function, parameter),
        };
        for parameter in scope.unused().filter(|parameter| !is_name(parameter)) {
            let at = written.parameters.iter().find(|written| *written == parameter);
            let headline =
                format_args!("`{}` never uses its parameter `{parameter}`", written.name);
            self.diagnostics.error(at, headline).help("use it, or leave it out");
        }
        value
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

impl Definition {
    /// The names of its inputs; empty if it is a chain of layers, which takes one value.
    pub(super) fn inputs(&self) -> &[Ident] {
        match &self.body {
            Body::Stages(_) => &[],
            Body::Function(function) => &function.inputs,
        }
    }
}

/// Whether a definition is applied in this one.
fn body_mentions(body: &Body, name: &Ident) -> bool {
    match body {
        Body::Stages(stages) => mentions(stages, name),
        Body::Function(function) => {
            let mut chains = function.statements.iter().map(|statement| &statement.chain);
            chains.any(|chain| chain_mentions(chain, name))
                || chain_mentions(&function.result, name)
        }
    }
}

fn chain_mentions(chain: &Chain, name: &Ident) -> bool {
    let in_head = match &chain.head {
        Some(Head::Call(call)) => {
            call.layer.keyword == *name
                || call.values.iter().any(|value| chain_mentions(value, name))
        }
        _ => false,
    };
    in_head || mentions(&chain.stages, name)
}

/// Whether a definition is applied among these stages.
fn mentions(stages: &[Stage], name: &Ident) -> bool {
    stages.iter().any(|stage| match &stage.element {
        Some(Element::Layer(layer)) => layer.path.is_none() && layer.keyword == *name,
        Some(Element::Repeat(repeat)) => mentions(&repeat.stages, name),
        None => false,
    })
}
