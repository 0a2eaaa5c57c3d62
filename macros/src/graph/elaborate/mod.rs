//! Expands definitions: each use of a block, each round of a `repeat` and each application of a
//! shared layer becomes plain layers.
//!
//! Input: the syntax tree. Output: a [`Program`] of statements without definitions. An error is
//! reported and leaves a step (an applied layer) without a known operation.

mod arguments;
mod bodies;
mod calls;
mod definitions;
mod inner_circles;
mod inner_names;
mod parameters;
mod program;
mod shared;

pub(super) use self::program::{Given, Program, Route, Step};

use self::bodies::OpenBody;
use self::definitions::Definitions;
use self::parameters::Scope;
use crate::diagnostics::Diagnostics;
use crate::ops::{self, Meant, Unknown};
use crate::syntax::text;
use crate::syntax::tree::{Chain, Declaration, Element, Head, Layer, Repeat, Stage};
use proc_macro2::{Ident, Span};
use syn::{Expr, ExprLit, Lit};

/// The largest number of layers of a network: more are a mistake, such as a nested `repeat`.
const MOST_LAYERS: usize = 1_000;

/// Expands all statements.
pub(super) fn elaborate<'a>(
    declaration: &'a Declaration,
    diagnostics: &mut Diagnostics,
) -> Program<'a> {
    let mut elaborator = Elaborator {
        declaration,
        definitions: Definitions::new(&declaration.definitions),
        steps: Vec::new(),
        bodies: Vec::new(),
        layers: 0,
        is_lost: false,
        diagnostics,
    };
    elaborator.check_bodies();
    let routes = declaration
        .statements
        .iter()
        .map(|statement| elaborator.statement(&statement.name, &statement.chain))
        .collect();
    let unused = elaborator.definitions.unused(declaration);
    Program { routes, unused, is_lost: elaborator.is_lost }
}

struct Elaborator<'a, 'd> {
    declaration: &'a Declaration,
    definitions: Definitions<'a>,
    /// The steps of the statement that is being expanded.
    steps: Vec<Step<'a>>,
    /// The definitions with names of their own that are being expanded, from the outermost.
    bodies: Vec<OpenBody<'a>>,
    /// The number of layers so far.
    layers: usize,
    is_lost: bool,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Elaborator<'a, '_> {
    fn statement(&mut self, name: &'a Ident, chain: &'a Chain) -> Route<'a> {
        let value = self.chain(name, chain, &Scope::outermost());
        Route { steps: std::mem::take(&mut self.steps), value }
    }

    /// Expands a chain; `statement` is the statement of the chain.
    fn chain(&mut self, statement: &'a Ident, chain: &'a Chain, scope: &Scope) -> Given<'a> {
        let source = match &chain.head {
            Some(Head::Name(name)) => match scope.body {
                Some(body) => Given::Inner { body, name },
                None => Given::Name(name),
            },
            Some(Head::Call(call)) => self.call(statement, call, scope),
            Some(Head::Other(_)) | None => Given::Lost,
        };
        self.stages(source, &chain.stages, scope)
    }

    /// Expands the stages of a chain or of a definition.
    fn stages(&mut self, value: Given<'a>, stages: &'a [Stage], scope: &Scope) -> Given<'a> {
        stages.iter().fold(value, |value, stage| self.stage(value, stage, scope))
    }

    fn stage(&mut self, value: Given<'a>, stage: &'a Stage, scope: &Scope) -> Given<'a> {
        let span = stage.arrow.map_or_else(Span::call_site, |arrow| arrow.spans[0]);
        let mut applied = match &stage.element {
            Some(Element::Layer(layer)) => self.layer(value, scope.substitute_layer(layer), scope),
            Some(Element::Repeat(repeat)) => self.repeat(value, repeat, scope),
            None => Given::Lost,
        };
        if applied == Given::Lost {
            applied = self.push(Step::of(None, vec![value], span));
        }
        if let Some(label) = &stage.label {
            self.label(applied, label, scope);
            self.define(label, applied, scope);
        }
        applied
    }

    /// Gives the user's name to the output of a step.
    fn label(&mut self, value: Given<'a>, label: &Ident, scope: &Scope) {
        let Given::Step(step) = value else { return };
        let step = &mut self.steps[step];
        if step.label.is_none() && step.shared.is_none() {
            step.label = Some(label.clone());
            step.is_copy = scope.is_copy;
        } else if !scope.is_copy && !self.definitions.is_open() {
            step.aliases.push(label.clone());
        }
    }

    /// Expands a built-in layer, or a use of a definition.
    fn layer(&mut self, value: Given<'a>, layer: Layer, scope: &Scope) -> Given<'a> {
        let span = layer.keyword.span();
        if ops::is_layer(&layer) {
            let step = |layer: Layer| Step::of(Some(layer), vec![Given::Lost], span);
            return ops::single_steps(layer).into_iter().map(step).fold(value, |value, step| {
                self.count(step.layer.as_ref());
                self.push(Step { inputs: vec![value], ..step })
            });
        }
        if let Some(definition) = self.definitions.find(&layer.keyword) {
            return self.apply_to_one(definition, &layer, value);
        }
        self.report_unknown(&layer, value, scope);
        // It keeps its place in chains of shapes, as an unknown word.
        self.push(Step { is_known: false, ..Step::of(Some(layer), vec![value], span) })
    }

    fn report_unknown(&mut self, layer: &Layer, value: Given<'a>, scope: &Scope) {
        let names = self.definitions.names();
        let before = match value {
            Given::Step(step) => self.steps[step].layer.as_ref(),
            _ => None,
        };
        let site = Unknown {
            before,
            definitions: &names,
            values: &self.values(scope),
            in_definition: self.definitions.is_open() && scope.body.is_none(),
            is_complete: self.declaration.complete,
        };
        match ops::report_unknown(layer, &site, self.diagnostics) {
            Meant::Definition(name) => self.definitions.use_named(&name),
            Meant::Values => self.is_lost = true,
            Meant::Other => {}
        }
    }

    /// The names of the values that are visible at a place.
    fn values(&self, scope: &Scope) -> Vec<&'a Ident> {
        match scope.body {
            Some(body) => self.bodies[body].names(),
            None => {
                let inputs = self.declaration.inputs.iter().map(|port| &port.name);
                inputs.chain(self.declaration.statements.iter().map(|it| &it.name)).collect()
            }
        }
    }

    fn push(&mut self, step: Step<'a>) -> Given<'a> {
        self.steps.push(step);
        Given::Step(self.steps.len() - 1)
    }

    /// Counts a layer; too many are an error.
    fn count(&mut self, layer: Option<&Layer>) {
        self.layers += 1;
        if self.layers == MOST_LAYERS + 1 {
            let headline = format_args!("this network would have more than {MOST_LAYERS} layers");
            self.diagnostics
                .error(layer.map(|layer| &layer.keyword), headline)
                .help("repeat fewer of them");
        }
    }

    /// Reports an invalid number of rounds. A macro sees a constant's name, never its value.
    fn report_count(&mut self, count: &Expr, keyword: &Ident) {
        let found = text::of(count);
        if matches!(count, Expr::Path(_)) {
            self.diagnostics
                .error(
                    count,
                    format_args!("`repeat` knows {found} by its name only, and needs the number"),
                )
                .detail("each round is a field of the struct, so a macro must write all of them")
                .help(format_args!("write the number itself: {keyword}(3, ..)"));
            return;
        }
        self.diagnostics
            .error(
                count,
                format_args!("`repeat` needs a number of at least 1, written out, not {found}"),
            )
            .help(format_args!("write {keyword}(3, ..)"));
    }

    /// Expands every round of a `repeat`.
    fn repeat(&mut self, value: Given<'a>, repeat: &'a Repeat, scope: &Scope) -> Given<'a> {
        let count = scope.substitute(&repeat.count);
        let Some(count) = whole_number(&count).filter(|count| *count > 0) else {
            self.report_count(&count, &repeat.keyword);
            return Given::Lost;
        };
        let mut value = value;
        for _ in 0..count {
            let before = self.steps.len();
            value = self.stages(value, &repeat.stages, &scope.copied());
            let round = &self.steps[before..];
            let is_lost = round.iter().all(|step| step.layer.is_none() || !step.is_known);
            if is_lost || self.layers > MOST_LAYERS {
                break;
            }
        }
        value
    }
}

/// A whole number that is written in digits.
fn whole_number(value: &Expr) -> Option<usize> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Group(group) => whole_number(&group.expr),
        Expr::Paren(paren) => whole_number(&paren.expr),
        _ => None,
    }
}
