//! Checks the names within definitions that name their inputs: each is defined there, is used, and
//! does not depend on itself.

use super::calls::is_type;
use super::{Elaborator, Scope, inner_circles};
use crate::diagnostics::{Diagnostics, on_line};
use crate::graph::names::check_word;
use crate::nearest::nearest;
use crate::ops;
use crate::syntax::tree::{Body, Chain, Definition, Element, Function, Head, Stage};
use proc_macro2::Ident;
use std::cell::Cell;

/// A name in a definition.
pub(super) struct InnerName<'a> {
    pub(super) name: &'a Ident,
    kind: Kind,
    /// The names on which it depends.
    pub(super) needs: Vec<&'a Ident>,
    is_used: Cell<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Input,
    Statement,
    Label,
}

impl<'a> Elaborator<'a, '_> {
    /// Checks all definitions once, however often they are used.
    pub(super) fn check_bodies(&mut self) {
        for definition in &self.declaration.definitions {
            let Body::Function(function) = &definition.body else { continue };
            let names = names(function);
            let faults = self.diagnostics.count();
            // A call that is no merge is an error of its own, and hides others.
            let is_clear = function.complete && !self.has_other_call(function);
            self.check_names(definition, &names);
            for name in uses(function) {
                self.check_use(definition, &function.inputs, &names, name, is_clear);
            }
            // A value where a layer is expected is an error of its own.
            for word in words(function) {
                names.iter().filter(|known| known.name == word).for_each(|it| it.is_used.set(true));
            }
            if self.diagnostics.count() == faults && is_clear {
                inner_circles::report(&names, self.diagnostics);
            }
            if self.diagnostics.count() == faults && is_clear {
                check_result(definition, function, self.diagnostics);
                report_unused(definition, &names, self.diagnostics);
                // An input may only be used by a value that is unused itself.
                self.is_lost |= self.diagnostics.count() > faults;
            }
        }
    }

    /// Whether it contains a call that is no merge.
    fn has_other_call(&self, function: &Function) -> bool {
        let mut is_found = false;
        for chain in chains(function) {
            each_chain(chain, &mut |chain| {
                if let Some(Head::Call(call)) = &chain.head {
                    let keyword = &call.layer.keyword;
                    let is_known = is_type(call) || self.definitions.find(keyword).is_some();
                    is_found |= !is_known && !ops::is_merge(keyword);
                }
            });
        }
        is_found
    }

    /// Every name is new where it is defined.
    fn check_names(&mut self, definition: &Definition, names: &[InnerName<'_>]) {
        for (index, InnerName { name, kind, .. }) in names.iter().enumerate() {
            if *kind != Kind::Label && !check_word(name, self.diagnostics) {
                continue; // the words of labels are checked where they are expanded
            }
            let earlier = names[..index].iter().find(|other| other.name == *name);
            let of_definition =
                self.definitions.find(name).map(|it| &self.definitions.written(it).name);
            let headline = if definition.parameters.contains(name) {
                format!("`{name}` is already a parameter of `{}`", definition.name)
            } else if *kind == Kind::Input && earlier.is_some() {
                continue; // reported where it was read
            } else if let Some(first) = earlier.map(|it| it.name).or(of_definition) {
                format!("the name `{name}` is already used {}", on_line(first.span()))
            } else {
                continue;
            };
            self.diagnostics.error(name, headline).help("call this one something else");
        }
    }

    /// A name that is used is defined in this definition.
    fn check_use(
        &mut self,
        definition: &Definition,
        inputs: &[Ident],
        names: &[InnerName<'_>],
        name: &Ident,
        is_clear: bool,
    ) {
        if let Some(known) = names.iter().find(|known| known.name == name) {
            known.is_used.set(true);
            return;
        }
        self.is_lost = true;
        if !is_clear {
            return;
        }
        let (of, text) = (&definition.name, name.to_string());
        let inputs: Vec<String> = inputs.iter().map(Ident::to_string).collect();
        let outer = self.values(&Scope::outermost());
        if definition.parameters.contains(name) {
            self.diagnostics
                .error(name, format_args!("`{text}` is a parameter of `{of}`, not a value"))
                .help("it stands among the arguments of layers, such as dense(units)");
        } else if self.definitions.find(name).is_some() {
            self.definitions.use_named(&text);
            self.diagnostics
                .error(name, format_args!("`{text}` is a layer, not a value"))
                .help(format_args!("apply it to a value: {} -> {text}", inputs[0]));
        } else if outer.contains(&name) {
            let inputs = inputs.join(", ");
            self.diagnostics
                .error(name, format_args!("`{text}` is not known in `{of}`, only outside of it"))
                .help(format_args!("make it an input: {of} = |{inputs}, {text}| .."));
        } else {
            let fault =
                self.diagnostics.error(name, format_args!("nothing is called `{text}` in `{of}`"));
            let known: Vec<String> = names.iter().map(|known| known.name.to_string()).collect();
            match nearest(&text, known.iter().map(String::as_str)) {
                Some(near) => fault.help(format_args!("write {near}")),
                None => fault.help(format_args!("the names here are {}", known.join(", "))),
            };
        }
    }
}

/// Whether a name of that spelling is defined or used in a definition.
pub(super) fn mentions(function: &Function, name: &Ident) -> bool {
    names(function).iter().any(|known| known.name == name) || uses(function).contains(&name)
}

/// All names of a definition: inputs, statements and the layers' own.
fn names(function: &Function) -> Vec<InnerName<'_>> {
    let entry = |name, kind, needs| InnerName { name, kind, needs, is_used: Cell::new(false) };
    let inputs = function.inputs.iter().map(|name| entry(name, Kind::Input, Vec::new()));
    let mut names: Vec<InnerName<'_>> = inputs.collect();
    for statement in &function.statements {
        let chain = &statement.chain;
        names.push(entry(&statement.name, Kind::Statement, heads(chain)));
        each_chain(chain, &mut |chain| {
            // The last layer may repeat the statement's name.
            let labels = chain.stages.iter().filter_map(|stage| stage.label.as_ref());
            let own = labels.filter(|label| **label != statement.name);
            names.extend(own.map(|label| entry(label, Kind::Label, heads(chain))));
        });
    }
    each_chain(&function.result, &mut |chain| {
        let labels = chain.stages.iter().filter_map(|stage| stage.label.as_ref());
        names.extend(labels.map(|label| entry(label, Kind::Label, heads(chain))));
    });
    names
}

/// The names that are used in a definition.
fn uses(function: &Function) -> Vec<&Ident> {
    chains(function).flat_map(heads).collect()
}

/// The chains of the statements, and of the result.
fn chains(function: &Function) -> impl Iterator<Item = &Chain> {
    let statements = function.statements.iter().map(|statement| &statement.chain);
    statements.chain([&function.result])
}

/// The names with which a chain begins: one, or those of the values of a call.
fn heads(chain: &Chain) -> Vec<&Ident> {
    match &chain.head {
        Some(Head::Name(name)) => vec![name],
        Some(Head::Call(call)) => call.values.iter().flat_map(heads).collect(),
        Some(Head::Other(_)) | None => Vec::new(),
    }
}

/// The chain itself, and those of the values of its call.
fn each_chain<'a>(chain: &'a Chain, visit: &mut impl FnMut(&'a Chain)) {
    visit(chain);
    if let Some(Head::Call(call)) = &chain.head {
        call.values.iter().for_each(|value| each_chain(value, visit));
    }
}

/// The words at the places of layers.
fn words(function: &Function) -> Vec<&Ident> {
    fn collect<'a>(stages: &'a [Stage], words: &mut Vec<&'a Ident>) {
        for stage in stages {
            match &stage.element {
                Some(Element::Layer(layer)) => words.push(&layer.keyword),
                Some(Element::Repeat(repeat)) => collect(&repeat.stages, words),
                None => {}
            }
        }
    }
    let mut words = Vec::new();
    for chain in chains(function) {
        each_chain(chain, &mut |chain| collect(&chain.stages, &mut words));
    }
    words
}

/// The result of a definition must not be one of its inputs.
fn check_result(definition: &Definition, function: &Function, diagnostics: &mut Diagnostics) {
    let mut chain = &function.result;
    for _ in 0..=function.statements.len() {
        let (Some(Head::Name(name)), []) = (&chain.head, chain.stages.as_slice()) else { return };
        if function.inputs.contains(name) {
            diagnostics
                .error(
                    &function.result.tokens,
                    format_args!("`{}` gives its input `{name}` unchanged", definition.name),
                )
                .help(format_args!("apply a layer to it: {name} -> dense(100)"));
            return;
        }
        let Some(next) = function.statements.iter().find(|it| it.name == *name) else { return };
        chain = &next.chain;
    }
}

fn report_unused(definition: &Definition, names: &[InnerName<'_>], diagnostics: &mut Diagnostics) {
    for InnerName { name, kind, .. } in names.iter().filter(|it| !it.is_used.get()) {
        match kind {
            Kind::Input => {
                let of = &definition.name;
                diagnostics
                    .error(name, format_args!("`{of}` never uses its input `{name}`"))
                    .help("use it, or leave it out");
            }
            Kind::Statement => {
                diagnostics
                    .error(name, format_args!("`{name}` is never used"))
                    .help("use it, or leave the statement out");
            }
            Kind::Label => {}
        }
    }
}
