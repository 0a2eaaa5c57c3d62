//! From expanded statements to nodes: every input and every layer becomes a node, and gets its
//! name.

use super::constants::Constants;
use super::dimension::DimensionFault;
use super::draft::{Draft, DraftNode, DraftStatement, Origin, Reference};
use super::elaborate::{Given, Program, Route, Step};
use super::name;
use super::names::{Meaning, Names, check_word};
use super::shape::{Dimension, MOST, Shape};
use crate::diagnostics::Diagnostics;
use crate::ops::{self, Operation, Site};
use crate::syntax::tree::{Declaration, OUTPUT, Port};
use proc_macro2::Ident;

/// Makes the nodes, without the edges between statements.
pub(super) fn declare<'a>(
    declaration: &'a Declaration,
    program: &'a Program<'a>,
    outputs: &[Option<Shape>],
    constants: &Constants,
    diagnostics: &mut Diagnostics,
) -> (Draft<'a>, Names) {
    let mut names = Names::default();
    for parameter in &declaration.parameters {
        names.define(parameter, Meaning::Parameter, false, diagnostics);
    }
    let mut draft = Draft {
        declaration,
        nodes: Vec::new(),
        statements: Vec::new(),
        references: Vec::new(),
        is_complete: declaration.complete && !program.is_lost,
    };
    for port in &declaration.inputs {
        check_word(&port.name, diagnostics);
        names.define(&port.name, Meaning::Input(draft.nodes.len()), false, diagnostics);
        draft.nodes.push(DraftNode {
            name: port.name.clone(),
            spoken: port.name.to_string(),
            origin: Origin::Input(port),
            operation: Some(Operation::Input),
            inputs: Vec::new(),
            fitting: None,
            shape: read_shape(port, constants, diagnostics),
            hidden: false,
        });
    }
    for definition in &declaration.definitions {
        check_word(&definition.name, diagnostics);
        if ops::is_keyword(&definition.name) {
            let name = &definition.name;
            diagnostics
                .error(name, format_args!("`{name}` is a layer of the language already"))
                .help(format_args!("call this one my_{name}, or leave it out"));
            continue;
        }
        names.define(&definition.name, Meaning::Definition, false, diagnostics);
    }
    let mut declarer = Declarer { draft, names, constants, diagnostics };
    for (index, route) in program.routes.iter().enumerate() {
        declarer.statement(index, route, outputs);
    }
    let Declarer { mut draft, mut names, .. } = declarer;
    name::number(&mut draft, &mut names);
    (draft, names)
}

/// Reads a declared shape; `None` if it has errors, which are reported.
pub(super) fn read_shape(
    port: &Port,
    constants: &Constants,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    let written = port.shape.as_ref()?;
    let subject = format!("a dimension of `{}`", port.name);
    let dimensions: Vec<Dimension> = written
        .dimensions
        .iter()
        .map(|dimension| {
            let fault = match Dimension::read(dimension, constants) {
                // An input or an output is an array, whose length Rust must be able to express.
                Ok(dimension) if !dimension.is_length() => {
                    DimensionFault::Parameter("an array cannot have this length", "LENGTH")
                }
                Ok(dimension) => return dimension,
                Err(fault) => fault,
            };
            fault.report(dimension, &subject, None, diagnostics);
            Dimension::unknown()
        })
        .collect();
    let shape = Shape(dimensions);
    if shape.numbers().is_none() {
        let headline = format_args!("`{}` cannot have more than {MOST} numbers", port.name);
        diagnostics.error(&written.tokens, headline);
        return None;
    }
    Some(shape)
}

/// The declared output of that name, by its index.
pub(super) fn output_named(declaration: &Declaration, name: &str) -> Option<usize> {
    declaration.outputs.iter().flatten().position(|output| output.name == name)
}

/// Makes nodes, one statement after the other.
struct Declarer<'a, 's> {
    draft: Draft<'a>,
    names: Names,
    constants: &'s Constants,
    diagnostics: &'s mut Diagnostics,
}

impl<'a> Declarer<'a, '_> {
    fn statement(&mut self, index: usize, route: &'a Route<'a>, outputs: &[Option<Shape>]) {
        let written = &self.draft.declaration.statements[index];
        let output = output_named(self.draft.declaration, &written.name.to_string());
        let meaning = Meaning::Statement(index);
        check_word(&written.name, self.diagnostics);
        let named = self.names.define(&written.name, meaning, output.is_some(), self.diagnostics);
        let fitting = output.and_then(|output| outputs[output].as_ref()).and_then(single_dimension);
        let end = End { name: &written.name, named, fitting };
        let first = self.draft.nodes.len();
        for (position, step) in route.steps.iter().enumerate() {
            let end = Some(&end).filter(|_| route.value == Given::Step(position));
            self.node(index, step, first, end);
        }
        let (alias, value) = match route.value {
            Given::Step(step) => (None, Some(first + step)),
            Given::Name(name) => (Some(name), None),
            Given::Inner { .. } | Given::Argument { .. } | Given::Lost => {
                self.draft.is_complete = false;
                (None, None)
            }
        };
        self.draft.statements.push(DraftStatement { written, alias, value, named });
    }

    /// Makes a node; `first` is the node of the statement's first step.
    fn node(&mut self, statement: usize, step: &'a Step<'a>, first: usize, end: Option<&End<'_>>) {
        let node = self.draft.nodes.len();
        self.labels(node, step, end);
        let own = step.label.as_ref().filter(|_| !step.is_copy);
        let named_by = end.filter(|end| end.named && step.label.is_none()).map(|end| end.name);
        let name = if step.shared.is_some() { None } else { own.or(named_by) };
        let spoken = spoken_name(step, name);
        let fitting = end.and_then(|end| end.fitting.as_deref());
        let known = step.layer.as_ref().filter(|_| step.is_known);
        let site = known.map(|layer| Site {
            layer,
            name: &spoken,
            fitting,
            constants: self.constants,
            defaults: ops::defaults(&self.draft.declaration.defaults, layer),
            values: step.inputs.len(),
        });
        let mut faults = Diagnostics::default();
        let operation = site.as_ref().and_then(|site| ops::read(site, &mut faults));
        let shape = operation
            .as_ref()
            .zip(site.as_ref())
            .and_then(|(operation, site)| ops::read_shape(operation, site, &mut faults));
        self.diagnostics.absorb(faults);
        // Without its merge it is not known how a value is used.
        self.draft.is_complete &= step.values.is_empty() || operation.is_some();
        let inputs = step.inputs.iter().enumerate().map(|(slot, value)| match *value {
            Given::Step(input) => Some(first + input),
            Given::Name(name) => {
                self.draft.references.push(Reference { name, statement, node, slot });
                None
            }
            Given::Inner { .. } | Given::Argument { .. } | Given::Lost => {
                self.draft.is_complete = false;
                None
            }
        });
        let inputs = inputs.collect();
        self.draft.nodes.push(DraftNode {
            name: name.cloned().unwrap_or_else(|| Ident::new("_", step.span)),
            spoken,
            origin: Origin::Step(step),
            operation,
            inputs,
            fitting: fitting.map(str::to_owned),
            shape,
            hidden: false,
        });
    }

    /// Defines the names that the user gives to the output of a step.
    fn labels(&mut self, node: usize, step: &'a Step<'a>, end: Option<&End<'_>>) {
        let is_written_once = !step.is_copy && step.shared.is_none();
        if let Some(label) = step.label.as_ref().filter(|_| !is_written_once) {
            check_word(label, self.diagnostics);
        }
        let own = step.label.iter().filter(|_| is_written_once);
        for label in own.chain(&step.aliases) {
            // The last layer may repeat the statement's name, which it would have had anyway.
            if end.is_none_or(|end| label != end.name) {
                check_word(label, self.diagnostics);
                self.names.define(label, Meaning::Layer(node), false, self.diagnostics);
            }
        }
    }
}

/// The end of a statement, whose name the last layer gets if it has no other.
struct End<'n> {
    name: &'n Ident,
    /// Whether the name belongs to the statement.
    named: bool,
    /// The units that the declared output of that name requires.
    fitting: Option<String>,
}

fn spoken_name(step: &Step<'_>, name: Option<&Ident>) -> String {
    match (name.or(step.label.as_ref()), &step.shared, &step.layer) {
        (_, Some(shared), _) if shared.is_main => shared.name.clone(),
        (Some(name), _, _) => name.to_string(),
        (None, _, Some(layer)) if !step.values.is_empty() => format!("{}(..)", layer.keyword),
        (None, _, Some(layer)) if layer.keyword == OUTPUT => ops::stem(layer),
        (None, _, Some(layer)) => layer.keyword.to_string(),
        (None, _, None) => "?".into(),
    }
}

fn single_dimension(shape: &Shape) -> Option<String> {
    match shape.0.as_slice() {
        [dimension] if !dimension.is_unknown() => Some(dimension.to_string()),
        _ => None,
    }
}
