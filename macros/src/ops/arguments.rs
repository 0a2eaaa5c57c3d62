//! Assigns a layer's arguments to its parameters, and checks the kind of each value.
//!
//! Input: the arguments as written and the layer's [`Signature`]. Output: the values. All errors
//! are reported here; an argument with an error counts as `None`, which means the default.

use super::argument_faults::{self, list, unknown_word};
use super::values::{elu_alphas, inner_word, number, single_word};
use super::{Activation, Initializer, Site, TypePath, path};
use crate::diagnostics::Diagnostics;
use crate::graph::shape::Dimension;
use crate::syntax::text;
use crate::syntax::tree::{Argument, Layer};
use proc_macro2::Ident;
use syn::{Expr, ExprLit, Lit, Path};

/// The arguments that a layer takes.
pub(super) struct Signature {
    /// Those that may be positional, in their order.
    pub(super) positional: &'static [&'static str],
    /// Those that are always named.
    pub(super) named: &'static [&'static str],
}

impl Signature {
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.positional.iter().chain(self.named).copied()
    }
}

/// A layer's arguments, each under its name.
pub(super) struct Arguments<'a> {
    site: &'a Site<'a>,
    bound: Vec<(&'static str, &'a Argument)>,
    /// Whether none had an error: only then an argument that is missing is really missing.
    pub(super) clean: bool,
}

impl<'a> Arguments<'a> {
    /// Finds out which argument is which.
    pub(super) fn bind(
        site: &'a Site<'a>,
        signature: &Signature,
        diagnostics: &mut Diagnostics,
    ) -> Arguments<'a> {
        let mut arguments = Arguments { site, bound: Vec::new(), clean: true };
        let mut position = 0;
        for argument in site.layer.arguments.iter().flatten() {
            if argument.value.is_none() && argument.name.is_none() {
                // An unreadable argument still has a position; after it, positions are uncertain.
                arguments.clean = false;
                position += 1;
                continue;
            }
            let name = match &argument.name {
                Some(name) => signature.names().find(|known| name == known).ok_or(name),
                None => {
                    position += 1;
                    match signature.positional.get(position - 1) {
                        Some(name) => Ok(*name),
                        None => {
                            if arguments.clean {
                                argument_faults::surplus(site, signature, argument, diagnostics);
                            }
                            arguments.clean = false;
                            continue;
                        }
                    }
                }
            };
            let name = match name {
                Ok(name) => name,
                Err(unknown) => {
                    arguments.clean = false;
                    argument_faults::unknown(site, signature, unknown, diagnostics);
                    continue;
                }
            };
            if let Some((_, first)) = arguments.bound.iter().find(|(bound, _)| *bound == name) {
                argument_faults::twice(site, name, first, argument, diagnostics);
                arguments.clean = false;
                continue;
            }
            arguments.clean &= argument.value.is_some();
            arguments.bound.push((name, argument));
        }
        arguments.bind_defaults(signature);
        arguments
    }

    /// Adds the network's defaults for this kind of layer, for arguments that the layer leaves out.
    fn bind_defaults(&mut self, signature: &Signature) {
        let said = |(name, _): &(&str, &Argument)| *name == "bias";
        let no_bias = self.bound.iter().find(|bound| said(bound)).is_some_and(|(_, argument)| {
            argument.value.as_ref().is_some_and(|value| text::of(value) == "false")
        });
        for argument in self.site.defaults {
            let name = signature
                .names()
                .find(|known| argument.name.as_ref().is_some_and(|it| it == known));
            let Some(name) = name else { continue };
            let is_void = no_bias && name == "bias_init";
            if !is_void && self.bound.iter().all(|(bound, _)| *bound != name) {
                self.bound.push((name, argument));
            }
        }
    }

    /// The expression of the argument, if the argument is there and could be read.
    pub(super) fn value(&self, name: &str) -> Option<&'a Expr> {
        let (_, argument) = self.bound.iter().find(|(bound, _)| *bound == name)?;
        argument.value.as_ref()
    }

    /// A number of units; after an error an unknown dimension, which fits everywhere.
    pub(super) fn units(&self, value: &Expr, diagnostics: &mut Diagnostics) -> Dimension {
        Dimension::read(value, self.site.constants).unwrap_or_else(|fault| {
            let subject = format!("the units of `{}`", self.site.name);
            fault.report(value, &subject, self.site.fitting, diagnostics);
            Dimension::unknown()
        })
    }

    /// The path of a user-defined function, if the argument is one.
    pub(super) fn function(&self, name: &str) -> Option<&Path> {
        path::of_type(self.value(name)?, |word| Activation::from_name(word).is_some())
    }

    /// An activation, if the argument is there.
    pub(super) fn activation(
        &self,
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Activation> {
        let value = self.value(name)?;
        if let Some(alphas) = elu_alphas(value) {
            return self.elu(alphas, value, diagnostics);
        }
        if let Some(path) = path::of_type(value, |word| Activation::from_name(word).is_some()) {
            let (text, layer) = (text::of_tokens(path), &self.site.layer.keyword);
            diagnostics
                .error(value, format_args!("`{text}` stands as a layer of its own"))
                .help(format_args!("write {layer}(..) -> activation({text})"));
            return None;
        }
        let Some(word) = single_word(value) else {
            let headline = self.wrong_kind("activation", "a name such as relu", value);
            let fault = diagnostics.error(value, headline);
            match inner_word(value).filter(|word| Activation::from_name(word).is_some()) {
                Some(word) => fault.help(format_args!("write {word}")),
                None => fault.help(list("activations", Activation::ALL.map(Activation::name))),
            };
            return None;
        };
        let word = word.to_string();
        let activation = Activation::from_name(&word);
        if activation.is_none() {
            if Initializer::from_name(&word).is_some() {
                diagnostics
                    .error(value, format_args!("`{word}` is an initializer, not an activation"))
                    .help(format_args!("write init = {word}"));
            } else {
                let names = Activation::ALL.map(Activation::name);
                unknown_word("activation", &word, &names, value, diagnostics);
            }
        }
        activation
    }

    /// `elu(0.3)`, from the tokens in its parentheses.
    fn elu(
        &self,
        alphas: Vec<&Expr>,
        value: &Expr,
        diagnostics: &mut Diagnostics,
    ) -> Option<Activation> {
        if let [alpha] = alphas[..] {
            if let Some(alpha) = number(alpha).filter(|alpha| *alpha > 0.0 && alpha.is_finite()) {
                return Some(Activation::Elu { alpha });
            }
            let (name, found) = (self.site.name, text::of(alpha));
            let headline =
                format_args!("the alpha of `{name}` must be a number above 0, not {found}");
            diagnostics.error(alpha, headline).help("write elu, whose alpha is 1, or elu(0.3)");
        } else {
            let headline = format_args!("elu takes only one number, its alpha");
            diagnostics.error(value, headline).help("write elu, whose alpha is 1, or elu(0.3)");
        }
        None
    }

    /// An initializer, if the argument is there.
    pub(super) fn initializer(
        &self,
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Initializer> {
        let value = self.value(name)?;
        let names = Initializer::names();
        if let Some(path) = path::of_type(value, |word| Initializer::from_name(word).is_some()) {
            return Some(Initializer::Custom(TypePath::new(path)));
        }
        let Some(word) = single_word(value) else {
            let headline = self.wrong_kind(name, "a name such as glorot_uniform", value);
            let fault = diagnostics.error(value, headline);
            match inner_word(value).filter(|word| Initializer::from_name(word).is_some()) {
                Some(word) => fault.help(format_args!("write {name} = {word}")),
                None => fault.help(list("initializers", names)),
            };
            return None;
        };
        let word = word.to_string();
        let initializer = Initializer::from_name(&word);
        if initializer.is_none() {
            unknown_word("initializer", &word, &names, value, diagnostics);
        }
        initializer
    }

    /// A number, if the argument is there.
    pub(super) fn number(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<f32> {
        let value = self.value(name)?;
        let number = number(value).filter(|number| number.is_finite());
        if number.is_none() {
            diagnostics
                .error(value, self.wrong_kind(name, "a number", value))
                .help(format_args!("write {}(2.0)", self.site.layer.keyword));
        }
        number
    }

    /// True or false, if the argument is there.
    pub(super) fn boolean(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let value = self.value(name)?;
        if let Expr::Lit(ExprLit { lit: Lit::Bool(boolean), .. }) = value {
            return Some(boolean.value);
        }
        let fault = diagnostics.error(value, self.wrong_kind(name, "true or false", value));
        match single_word(value).map(Ident::to_string) {
            Some(word) if Initializer::from_name(&word).is_some() => {
                fault.help(format_args!("write {name}_init = {word}"))
            }
            _ => match text::of(value).as_str() {
                "0" => fault.help(format_args!("write {name} = false")),
                _ => fault.help(format_args!("write {name} = true, or leave it out")),
            },
        };
        None
    }

    fn wrong_kind(&self, argument: &str, kind: &str, value: &Expr) -> String {
        let (name, found) = (self.site.name, text::of(value));
        format!("the {argument} of `{name}` must be {kind}, not {found}")
    }
}

/// The argument of that name in a layer that takes it.
pub(super) fn find<'a>(
    layer: &'a Layer,
    signature: &Signature,
    name: &str,
) -> Option<&'a Argument> {
    let mut position = 0;
    layer.arguments.iter().flatten().find(|argument| match &argument.name {
        Some(given) => given == name,
        None => {
            position += 1;
            signature.positional.get(position - 1) == Some(&name)
        }
    })
}
