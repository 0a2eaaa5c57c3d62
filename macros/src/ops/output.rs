//! `encoded.mean`: one output of a component (a network or custom layer) with several outputs.
//!
//! The outputs are contiguous, so each is a slice; the compiler computes where it begins and ends.

use super::{Fit, Operation, Slice};
use crate::diagnostics::Diagnostics;
use crate::graph::assertion::{Assertion, Condition, Part};
use crate::graph::shape::{Dimension, Shape};
use crate::syntax::text;
use crate::syntax::tree::Layer;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Path;
use syn::ext::IdentExt;

/// A slice whose bounds are filled in when its input is known.
pub(super) fn read() -> Operation {
    Operation::Slice(Slice { axis: 0, start: Dimension::unknown(), end: Dimension::unknown() })
}

/// The name after the dot.
pub(crate) fn name(layer: &Layer) -> Option<Ident> {
    let argument = layer.arguments.as_ref()?.first()?;
    syn::parse2(argument.tokens.clone()).ok()
}

/// The elements of that output, as one row.
pub(super) fn infer(
    slice: &mut Slice,
    fit: &Fit<'_>,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    let name = name(fit.layer)?;
    let Some(path) = fit.component else {
        let producer = fit.producer;
        diagnostics
            .error(&name, format_args!("`{producer}` has no output `{name}`: it is no network"))
            .help(format_args!("for some of its columns write {producer}[0..5]"));
        return None;
    };
    if fit.input.0.iter().any(Dimension::is_generic) {
        let (producer, component) = (fit.producer, text::whole(path));
        diagnostics
            .error(
                &name,
                format_args!(
                    "`{producer}.{name}` cannot depend on a parameter, as {component} does"
                ),
            )
            .help("use numbers or const items in the parameters' place");
        return None;
    }
    let (start, end) = fit.constants.range(path, &name);
    let constant = |name: Ident, end: &str| Dimension::Constant {
        tokens: name.to_token_stream(),
        text: format!("{end} of {}", fit.producer),
    };
    *slice = Slice { axis: 0, start: constant(start, "start"), end: constant(end, "end") };
    assertions.push(has_output(path, &name));
    let (start, end) = (&slice.start, &slice.end);
    Some(Shape(vec![Dimension::Constant {
        tokens: length(start, end),
        text: format!("numbers of {}.{name}", fit.producer),
    }]))
}

fn length(start: &Dimension, end: &Dimension) -> TokenStream {
    match (start, end) {
        (Dimension::Constant { tokens: start, .. }, Dimension::Constant { tokens: end, .. }) => {
            quote!(#end - #start)
        }
        _ => unreachable!("both are constants"),
    }
}

fn has_output(path: &Path, name: &Ident) -> Assertion {
    let component = text::whole(path);
    Assertion {
        condition: Condition::Gives(path.clone(), name.clone()),
        message: vec![
            Part::Text(format!("`{component}` has no output `{}`: it has ", name.unraw())),
            Part::Outputs(path.clone()),
        ],
        at: name.to_token_stream(),
    }
}
