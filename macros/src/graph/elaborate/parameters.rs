//! The values of a block's parameters in one use of it.

use crate::syntax::tree::{Argument, Layer};
use proc_macro2::Ident;
use quote::ToTokens;
use std::cell::Cell;
use std::rc::Rc;
use syn::{Expr, ExprParen, token};

/// The context of a stage: which names are parameters there, and whether it is copied.
#[derive(Clone)]
pub(super) struct Scope {
    bindings: Rc<[Binding]>,
    /// The definition, among those that are being expanded, whose names are visible here.
    pub(super) body: Option<usize>,
    /// Whether it is within a `repeat`, whose labels cannot be used anywhere.
    pub(super) is_repeated: bool,
    /// Whether the same text is expanded several times.
    pub(super) is_copy: bool,
}

/// A parameter and its value.
pub(super) struct Binding {
    pub(super) name: Ident,
    pub(super) value: Expr,
    is_used: Cell<bool>,
}

impl Binding {
    pub(super) fn new(name: Ident, value: Expr) -> Binding {
        Binding { name, value, is_used: Cell::new(false) }
    }
}

impl Scope {
    /// Outside of all definitions.
    pub(super) fn outermost() -> Scope {
        Scope { bindings: Rc::new([]), body: None, is_repeated: false, is_copy: false }
    }

    /// In one use of a block.
    pub(super) fn of_block(bindings: Vec<Binding>) -> Scope {
        Scope { bindings: bindings.into(), body: None, is_repeated: false, is_copy: true }
    }

    /// In one round of a `repeat` at this place.
    pub(super) fn copied(&self) -> Scope {
        Scope { is_copy: true, is_repeated: true, ..self.clone() }
    }

    /// In a definition with names of its own.
    pub(super) fn within(&self, body: usize) -> Scope {
        Scope { body: Some(body), ..self.clone() }
    }

    /// The parameters whose values have not been used.
    pub(super) fn unused(&self) -> impl Iterator<Item = &Ident> {
        self.bindings.iter().filter(|binding| !binding.is_used.get()).map(|binding| &binding.name)
    }

    /// The layer with values in place of parameters.
    pub(super) fn substitute_layer(&self, layer: &Layer) -> Layer {
        let mut layer = layer.clone();
        if !self.bindings.is_empty() {
            layer.arguments.iter_mut().flatten().for_each(|argument| self.argument(argument));
        }
        layer
    }

    /// The expression with values in place of parameters.
    pub(super) fn substitute(&self, expression: &Expr) -> Expr {
        let mut expression = expression.clone();
        self.replace(&mut expression, false);
        expression
    }

    fn argument(&self, argument: &mut Argument) {
        let Some(value) = &mut argument.value else { return };
        if let Some(binding) = self.binding(value) {
            // An error in the value is shown at the use, where the value is written.
            argument.tokens = binding.value.to_token_stream();
        }
        self.replace(value, false);
    }

    fn binding(&self, expression: &Expr) -> Option<&Binding> {
        let Expr::Path(path) = expression else { return None };
        let name = path.path.get_ident()?;
        self.bindings.iter().find(|binding| binding.name == *name)
    }

    fn replace(&self, expression: &mut Expr, is_operand: bool) {
        if let Some(binding) = self.binding(expression) {
            binding.is_used.set(true);
            let value = binding.value.clone();
            let is_compound = matches!(value, Expr::Binary(_) | Expr::Unary(_) | Expr::Cast(_));
            *expression = if is_operand && is_compound { in_parentheses(value) } else { value };
            return;
        }
        match expression {
            Expr::Paren(paren) => self.replace(&mut paren.expr, false),
            Expr::Group(group) => self.replace(&mut group.expr, is_operand),
            Expr::Unary(unary) => self.replace(&mut unary.expr, true),
            Expr::Cast(cast) => self.replace(&mut cast.expr, true),
            Expr::Binary(binary) => {
                self.replace(&mut binary.left, true);
                self.replace(&mut binary.right, true);
            }
            Expr::Range(range) => {
                range.start.iter_mut().for_each(|start| self.replace(start, true));
                range.end.iter_mut().for_each(|end| self.replace(end, true));
            }
            Expr::Call(call) => {
                call.args.iter_mut().for_each(|argument| self.replace(argument, false));
            }
            _ => {}
        }
    }
}

fn in_parentheses(expression: Expr) -> Expr {
    Expr::Paren(ExprParen {
        attrs: Vec::new(),
        paren_token: token::Paren::default(),
        expr: Box::new(expression),
    })
}
