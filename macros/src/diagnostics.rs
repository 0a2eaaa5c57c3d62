//! Collects the errors that all phases find.
//!
//! A phase reports an error and goes on, so that all independent errors are shown at once. At the
//! end, each error becomes one `compile_error!`.

use proc_macro2::{Ident, LineColumn, Span, TokenStream};
use quote::ToTokens;
use std::fmt::Display;
use syn::spanned::Spanned;

/// The errors of one network.
#[derive(Default)]
pub(crate) struct Diagnostics {
    faults: Vec<Fault>,
}

/// One error, at one place.
pub(crate) struct Fault {
    at: TokenStream,
    headline: String,
    details: Vec<String>,
}

impl Diagnostics {
    /// Reports an error at the tokens to be underlined; the headline must be clear on its own.
    pub(crate) fn error(&mut self, at: impl ToTokens, headline: impl Display) -> &mut Fault {
        let fault = Fault {
            at: at.into_token_stream(),
            headline: headline.to_string(),
            details: Vec::new(),
        };
        self.faults.push(fault);
        self.faults.last_mut().expect("one was pushed just now")
    }

    /// Adds an error that `syn` found.
    pub(crate) fn syntax(&mut self, error: &syn::Error) -> &mut Fault {
        self.error(Ident::new("here", error.span()), error)
    }

    /// Adds the errors of a part, except at a place that already has one: the same
    /// text is read again where it is copied.
    pub(crate) fn absorb(&mut self, part: Diagnostics) {
        for fault in part.faults {
            let place = fault.position();
            let is_known = place.0 > 0 && self.faults.iter().any(|it| it.position() == place);
            if !is_known {
                self.faults.push(fault);
            }
        }
    }

    /// Whether nothing has been reported.
    pub(crate) fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// The number of reported errors.
    pub(crate) fn count(&self) -> usize {
        self.faults.len()
    }

    /// All errors as `compile_error!` calls, in the order of the text.
    pub(crate) fn into_compile_errors(mut self) -> TokenStream {
        self.sort();
        self.faults.iter().map(Fault::to_compile_error).collect()
    }

    /// The texts of all errors, in the order of the source.
    #[cfg(test)]
    pub(crate) fn texts(&mut self) -> Vec<String> {
        self.sort();
        self.faults.iter().map(Fault::text).collect()
    }

    /// Sorts the errors in the order of the text, and removes duplicates at the same place.
    fn sort(&mut self) {
        self.faults.sort_by_key(Fault::position);
        self.faults.dedup_by(|second, first| {
            first.position() == second.position() && first.headline == second.headline
        });
    }
}

impl Fault {
    /// Adds a line after the headline, such as the chain of shapes.
    pub(crate) fn detail(&mut self, line: impl Display) -> &mut Fault {
        self.details.push(line.to_string());
        self
    }

    /// Adds a suggestion how to fix it.
    pub(crate) fn help(&mut self, remedy: impl Display) -> &mut Fault {
        self.detail(format_args!("help: {remedy}"))
    }

    fn position(&self) -> (usize, usize) {
        let LineColumn { line, column } = self.at.span().start();
        (line, column)
    }

    fn text(&self) -> String {
        let mut text = self.headline.clone();
        for detail in &self.details {
            text.push_str("\n  ");
            text.push_str(detail);
        }
        text
    }

    fn to_compile_error(&self) -> TokenStream {
        syn::Error::new_spanned(&self.at, self.text()).to_compile_error()
    }
}

/// `on line 7`, or `before` if the compiler does not report the line.
pub(crate) fn on_line(span: Span) -> String {
    match span.start().line {
        0 => "before".into(),
        line => format!("on line {line}"),
    }
}
