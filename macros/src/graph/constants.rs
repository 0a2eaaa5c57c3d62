//! The user's expressions over `const` items, each of which is emitted once.
//!
//! All other code uses the name under which it is emitted. So a constant that does not exist, or
//! has another type, is one error, however often its value is needed.

use super::given::Given;
use super::polynomial::Atom;
use crate::syntax::text;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use std::cell::RefCell;
use syn::spanned::Spanned;
use syn::{Expr, Path};

/// An expression and the name that stands for it.
pub(crate) struct Constant {
    /// `__Digits_SIDE_SIDE`, for `SIDE * SIDE` in the network `Digits`.
    pub(crate) name: Ident,
    /// What it stands for.
    pub(crate) value: Value,
    /// Whether it depends on a parameter: then it is an associated constant of the network.
    pub(crate) is_generic: bool,
    /// As it is written; the same text is the same constant.
    text: String,
}

/// What a constant stands for.
pub(crate) enum Value {
    /// The user's expression, with the user's spans.
    Expression(TokenStream),
    /// The number of elements of a component's output.
    Outputs(Path),
    /// The number of parameters of a component.
    Length(Path),
    /// The offset of one of the outputs of a component among the elements of all its outputs.
    Start(Path, Ident),
    /// Its end.
    End(Path, Ident),
    /// The length of an axis of a component's output, if that has this number of axes.
    Axis { given: Given, axis: usize, axes: usize },
}

/// The constants of one network, collected while it is read, and its parameters.
pub(crate) struct Constants {
    network: String,
    parameters: Vec<Ident>,
    found: RefCell<Vec<Constant>>,
}

impl Constants {
    /// The empty collection of the network of that name.
    pub(crate) fn new(network: &Ident, parameters: &[Ident]) -> Constants {
        Constants {
            network: network.to_string(),
            parameters: parameters.to_vec(),
            found: RefCell::default(),
        }
    }

    /// The parameter that an expression is, if it is one.
    pub(crate) fn parameter(&self, expression: &Expr) -> Option<Atom> {
        let Expr::Path(path) = expression else { return None };
        let name = path.path.get_ident()?;
        let place = self.parameters.iter().position(|parameter| parameter == name)?;
        Some(Atom {
            parameter: Some(place),
            component: None,
            text: name.to_string(),
            tokens: name.into_token_stream(),
        })
    }

    /// Whether the tokens contain a parameter.
    pub(crate) fn has_parameter(&self, tokens: impl ToTokens) -> bool {
        let tokens = tokens.to_token_stream();
        self.parameters.iter().any(|parameter| text::mentions(&tokens, parameter))
    }

    /// The name that stands for an expression, with the expression's span.
    pub(crate) fn name(&self, expression: &Expr) -> Ident {
        self.find(text::of(expression), expression.span(), || {
            Value::Expression(expression.to_token_stream())
        })
    }

    /// The name that stands for the number of elements of a component's output.
    pub(crate) fn outputs(&self, path: &Path) -> TokenStream {
        let text = format!("{} outputs", text::whole(path));
        let name = self.find(text, path.span(), || Value::Outputs(path.clone()));
        self.within(path, name)
    }

    /// The name that stands for the number of parameters of a component.
    pub(crate) fn length(&self, path: &Path) -> TokenStream {
        let text = format!("{} length", text::whole(path));
        let name = self.find(text, path.span(), || Value::Length(path.clone()));
        self.within(path, name)
    }

    /// The name; qualified if it is an associated constant of the network.
    fn within(&self, path: &Path, name: Ident) -> TokenStream {
        if self.has_parameter(path) { quote!(Self::#name) } else { name.into_token_stream() }
    }

    /// The names that stand for the start and the end of one of the outputs of a component.
    pub(crate) fn range(&self, path: &Path, output: &Ident) -> (Ident, Ident) {
        let text = text::whole(path);
        let name = |end: &str, value: fn(Path, Ident) -> Value| {
            self.find(format!("{text} {output} {end}"), output.span(), || {
                value(path.clone(), output.clone())
            })
        };
        (name("start", Value::Start), name("end", Value::End))
    }

    /// The name that stands for the length of an axis of a component's output with `axes` axes.
    pub(crate) fn axis(&self, given: &Given, axis: usize, axes: usize) -> Ident {
        let text = format!("{} axis {axis} of {axes}", given.text());
        let value = || Value::Axis { given: given.clone(), axis, axes };
        self.find(text, given.component.span(), value)
    }

    /// The component outputs whose axes an expression depends on, each with its number of axes.
    pub(crate) fn axes(&self, tokens: &TokenStream) -> Vec<(Given, usize)> {
        let found = self.found.borrow();
        let axes = found.iter().filter_map(|constant| match &constant.value {
            Value::Axis { given, axes, .. } => Some((&constant.name, (given.clone(), *axes))),
            _ => None,
        });
        axes.filter(|(name, _)| text::mentions(tokens, name)).map(|(_, axes)| axes).collect()
    }

    fn find(&self, text: String, at: Span, value: impl FnOnce() -> Value) -> Ident {
        let mut found = self.found.borrow_mut();
        let name = match found.iter().find(|constant| constant.text == text) {
            Some(constant) => constant.name.to_string(),
            None => {
                let name = self.free_name(&text, &found);
                let value = value();
                found.push(Constant {
                    name: Ident::new(&name, Span::call_site()),
                    is_generic: match &value {
                        Value::Expression(_) => false,
                        Value::Outputs(path)
                        | Value::Length(path)
                        | Value::Start(path, _)
                        | Value::End(path, _)
                        | Value::Axis { given: Given { component: path, .. }, .. } => {
                            self.has_parameter(path)
                        }
                    },
                    value,
                    text,
                });
                name
            }
        };
        Ident::new(&name, at)
    }

    /// All of them, in the order in which they were found.
    pub(crate) fn into_vec(self) -> Vec<Constant> {
        self.found.into_inner()
    }

    /// The letters of the text; with a number if two texts have the same letters.
    fn free_name(&self, text: &str, found: &[Constant]) -> String {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let stem = format!("__{}_{}", self.network, words.join("_"));
        let numbered = (2_usize..).map(|number| format!("{stem}__{number}"));
        std::iter::once(stem.clone())
            .chain(numbered)
            .find(|name| found.iter().all(|constant| constant.name != name))
            .expect("there are more numbers than names")
    }
}
