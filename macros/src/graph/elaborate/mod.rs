//! Everything written out: each use of a block, each round of a `repeat`, each application of
//! a shared layer becomes plain layers.
//!
//! Takes the tree, gives a [`Program`] of statements in which there are no definitions any more.
//! What has a fault is reported and leaves a step of which nothing is known.

mod definitions;
mod parameters;
mod shared;

use self::definitions::Definitions;
use self::parameters::Scope;
use crate::diagnostics::Diagnostics;
use crate::ops::{self, Meant, Unknown};
use crate::syntax::text;
use crate::syntax::tree::{Call, Chain, Declaration, Element, Head, Layer, Repeat, Stage};
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Expr, ExprLit, Lit};

/// The network's statements, in their order, and what became of the definitions.
pub(super) struct Program<'a> {
    pub(super) routes: Vec<Route<'a>>,
    /// Definitions that nothing is made from.
    pub(super) unused: Vec<&'a Ident>,
    /// Whether something stands where values may have been meant to be used.
    pub(super) is_lost: bool,
}

/// A value and the layers that are applied to it.
pub(super) struct Route<'a> {
    pub(super) source: Source<'a>,
    pub(super) steps: Vec<Step>,
}

/// What the first layer of a route is applied to.
pub(super) enum Source<'a> {
    /// What has that name.
    Name(&'a Ident),
    /// Several values put together.
    Merge { step: Box<Step>, values: Vec<Route<'a>> },
    /// Nothing that could be read.
    Lost,
}

/// A layer that is applied once.
#[derive(Clone)]
pub(super) struct Step {
    /// The author's name for it.
    pub(super) label: Option<Ident>,
    /// Whether the label stands in something that is copied, so that copies are numbered.
    pub(super) is_copy: bool,
    /// The author's other names for what it gives.
    pub(super) aliases: Vec<Ident>,
    /// What is applied; nothing where that could not be read.
    pub(super) layer: Option<Layer>,
    /// Whether there is such a layer.
    pub(super) is_known: bool,
    /// Which part of which shared layer it is.
    pub(super) shared: Option<Shared>,
    /// Where each value of a merge stands.
    pub(super) values: Vec<TokenStream>,
    /// Its place, where there is no layer to blame.
    pub(super) span: Span,
}

/// A step of a shared layer: all applications of the same step have the same parameters.
#[derive(Clone)]
pub(super) struct Shared {
    /// Which definition, by its place.
    pub(super) definition: usize,
    /// Which of its steps.
    pub(super) position: usize,
    /// The name of the shared layer where it is applied.
    pub(super) applied: Ident,
    /// What the step is called: `encoder`, or `encoder_dense_1`.
    pub(super) name: String,
    /// Whether that is the name of the shared layer itself.
    pub(super) is_main: bool,
}

/// The most layers that a network may have: what is larger is a slip, not a network.
const MOST_LAYERS: usize = 1_000;

/// Writes out all statements.
pub(super) fn elaborate<'a>(
    declaration: &'a Declaration,
    diagnostics: &mut Diagnostics,
) -> Program<'a> {
    let definitions = Definitions::new(&declaration.definitions);
    let mut elaborator =
        Elaborator { declaration, definitions, layers: 0, is_lost: false, diagnostics };
    let routes = declaration
        .statements
        .iter()
        .map(|statement| elaborator.route(&statement.name, &statement.chain))
        .collect();
    let unused = elaborator.definitions.unused(declaration);
    Program { routes, unused, is_lost: elaborator.is_lost }
}

struct Elaborator<'a, 'd> {
    declaration: &'a Declaration,
    definitions: Definitions<'a>,
    /// How many there are so far.
    layers: usize,
    is_lost: bool,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Elaborator<'a, '_> {
    fn route(&mut self, statement: &Ident, chain: &'a Chain) -> Route<'a> {
        let source = match &chain.head {
            Some(Head::Name(name)) => Source::Name(name),
            Some(Head::Call(call)) if ops::is_merge(&call.layer.keyword) => {
                self.merge(statement, call)
            }
            Some(Head::Call(call)) => {
                ops::report_call(statement, call, self.diagnostics);
                self.definitions.use_named(&call.layer.keyword.to_string());
                Source::Lost
            }
            Some(Head::Other(_)) | None => Source::Lost,
        };
        let steps = self.stages(&chain.stages, &Scope::outermost());
        Route { source, steps }
    }

    fn merge(&mut self, statement: &Ident, call: &'a Call) -> Source<'a> {
        let keyword = &call.layer.keyword;
        for value in &call.values {
            if let Some(Head::Other(tokens)) = &value.head {
                let found = text::of_tokens(tokens);
                let fault = self
                    .diagnostics
                    .error(tokens, format_args!("`{keyword}` merges values, but {found} is none"));
                match keyword.to_string().as_str() {
                    "add" | "subtract" => fault.help("for a number write -> shift(1.0)"),
                    "multiply" => fault.help("for a number write -> scale(2.0)"),
                    _ => fault.help("name an input or another value here"),
                };
            }
        }
        let values: Vec<Route<'a>> =
            call.values.iter().map(|value| self.route(statement, value)).collect();
        let step = Step {
            values: call.values.iter().map(|value| value.tokens.clone()).collect(),
            ..Step::of(Some(call.layer.clone()), keyword.span())
        };
        Source::Merge { step: Box::new(step), values }
    }

    /// Writes out the stages of a chain or of a definition.
    fn stages(&mut self, stages: &'a [Stage], scope: &Scope) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for stage in stages {
            let span = stage.arrow.map_or_else(Span::call_site, |arrow| arrow.spans[0]);
            let mut applied = match &stage.element {
                Some(Element::Layer(layer)) => {
                    let before = steps.last().and_then(|step| step.layer.as_ref());
                    self.layer(scope.substitute_layer(layer), before)
                }
                Some(Element::Repeat(repeat)) => self.repeat(repeat, scope),
                None => Vec::new(),
            };
            if applied.is_empty() {
                applied.push(Step::of(None, span));
            }
            if let (Some(label), Some(last)) = (&stage.label, applied.last_mut()) {
                if last.label.is_none() && last.shared.is_none() {
                    last.label = Some(label.clone());
                    last.is_copy = scope.is_copy;
                } else if !scope.is_copy {
                    last.aliases.push(label.clone());
                }
            }
            steps.extend(applied);
        }
        steps
    }

    /// Writes out a layer of the language, or a use of a definition.
    fn layer(&mut self, layer: Layer, before: Option<&Layer>) -> Vec<Step> {
        let keyword = layer.keyword.clone();
        if ops::is_layer(&layer) {
            let steps = ops::single_steps(layer);
            return steps.into_iter().map(|it| self.step(it, keyword.span())).collect();
        }
        if let Some(definition) = self.definitions.find(&keyword) {
            return self.apply(definition, &layer);
        }
        let names = self.definitions.names();
        let inputs = self.declaration.inputs.iter().map(|port| &port.name);
        let statements = self.declaration.statements.iter().map(|statement| &statement.name);
        let values: Vec<&Ident> = inputs.chain(statements).collect();
        let site = Unknown {
            before,
            definitions: &names,
            values: &values,
            in_definition: self.definitions.is_open(),
        };
        match ops::report_unknown(&layer, &site, self.diagnostics) {
            Meant::Definition(name) => self.definitions.use_named(&name),
            Meant::Values => self.is_lost = true,
            Meant::Other => {}
        }
        // It keeps its place in chains of shapes, as a word of which nothing is known.
        vec![Step { is_known: false, ..Step::of(Some(layer), keyword.span()) }]
    }

    fn step(&mut self, layer: Layer, span: Span) -> Step {
        self.layers += 1;
        if self.layers == MOST_LAYERS + 1 {
            self.diagnostics
                .error(
                    &layer.keyword,
                    format_args!("this network would have more than {MOST_LAYERS} layers"),
                )
                .help("repeat fewer of them");
        }
        Step::of(Some(layer), span)
    }

    /// Writes out every round of a `repeat`.
    fn repeat(&mut self, repeat: &'a Repeat, scope: &Scope) -> Vec<Step> {
        let count = scope.substitute(&repeat.count);
        let Some(count) = whole_number(&count).filter(|count| *count > 0) else {
            let found = text::of(&count);
            self.diagnostics
                .error(
                    &count,
                    format_args!("`repeat` needs a number of at least 1, written out, not {found}"),
                )
                .help(format_args!("write {}(3, ..)", repeat.keyword));
            return Vec::new();
        };
        let mut steps = Vec::new();
        for _ in 0..count {
            let round = self.stages(&repeat.stages, &scope.copied());
            let is_lost = round.iter().all(|step| step.layer.is_none() || !step.is_known);
            steps.extend(round);
            if is_lost || self.layers > MOST_LAYERS {
                break;
            }
        }
        steps
    }
}

impl Step {
    fn of(layer: Option<Layer>, span: Span) -> Step {
        Step {
            label: None,
            is_copy: false,
            aliases: Vec::new(),
            layer,
            is_known: true,
            shared: None,
            values: Vec::new(),
            span,
        }
    }
}

/// A whole number that is written in figures.
fn whole_number(value: &Expr) -> Option<usize> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Group(group) => whole_number(&group.expr),
        Expr::Paren(paren) => whole_number(&paren.expr),
        _ => None,
    }
}
