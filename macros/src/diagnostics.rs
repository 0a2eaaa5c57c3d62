//! Where every phase puts the faults that it finds.
//!
//! A phase reports and goes on, so that all independent faults are shown at once. The sink is
//! emptied once, at the end, into one `compile_error!` for each fault.

use proc_macro2::{Ident, LineColumn, Span, TokenStream};
use quote::ToTokens;
use std::fmt::Display;
use syn::spanned::Spanned;

/// The faults of one network.
#[derive(Default)]
pub(crate) struct Diagnostics {
    faults: Vec<Fault>,
}

/// One thing that is wrong, at one place.
pub(crate) struct Fault {
    at: TokenStream,
    headline: String,
    details: Vec<String>,
}

impl Diagnostics {
    /// Reports a fault at the tokens to be underlined; the headline must tell it alone.
    pub(crate) fn error(&mut self, at: impl ToTokens, headline: impl Display) -> &mut Fault {
        let fault = Fault {
            at: at.into_token_stream(),
            headline: headline.to_string(),
            details: Vec::new(),
        };
        self.faults.push(fault);
        self.faults.last_mut().expect("one was pushed just now")
    }

    /// Takes over a fault that `syn` found.
    pub(crate) fn syntax(&mut self, error: &syn::Error) -> &mut Fault {
        self.error(Ident::new("here", error.span()), error)
    }

    /// Takes over the faults of a part, but not those at a place that already has one: the same
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

    /// How many faults have been reported.
    pub(crate) fn count(&self) -> usize {
        self.faults.len()
    }

    /// All faults as errors for the compiler, in the order of the text.
    pub(crate) fn into_compile_errors(mut self) -> TokenStream {
        self.sort();
        self.faults.iter().map(Fault::to_compile_error).collect()
    }

    /// The texts of all faults, in the order of the source.
    #[cfg(test)]
    pub(crate) fn texts(&mut self) -> Vec<String> {
        self.sort();
        self.faults.iter().map(Fault::text).collect()
    }

    /// Brings the faults into the order of the text; what is said twice of one place counts once.
    fn sort(&mut self) {
        self.faults.sort_by_key(Fault::position);
        self.faults.dedup_by(|second, first| {
            first.position() == second.position() && first.headline == second.headline
        });
    }
}

impl Fault {
    /// Adds a line below the headline, such as the chain of shapes.
    pub(crate) fn detail(&mut self, line: impl Display) -> &mut Fault {
        self.details.push(line.to_string());
        self
    }

    /// Adds what would repair it.
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

/// `on line 7`, or `before` where the compiler does not say which line it is.
pub(crate) fn on_line(span: Span) -> String {
    match span.start().line {
        0 => "before".into(),
        line => format!("on line {line}"),
    }
}
