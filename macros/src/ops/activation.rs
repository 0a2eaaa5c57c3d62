//! `activation(relu)`: a function applied to each element, or for softmax to each row.

use super::arguments::{Arguments, Signature};
use super::{Activation, Fit, Operation, Site};
use crate::diagnostics::Diagnostics;
use crate::graph::shape::Dimension;
use crate::syntax::tree::Layer;
use quote::ToTokens;

const SIGNATURE: Signature = Signature { positional: &["function"], named: &[] };

/// Reads `activation(relu)`, or `activation(my::Softsign)`; one with an error is replaced by
/// linear.
pub(super) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Operation {
    let arguments = Arguments::bind(site, &SIGNATURE, diagnostics);
    if arguments.clean && arguments.value("function").is_none() {
        diagnostics
            .error(&site.layer.keyword, "`activation` is given no function")
            .help("write activation(relu)");
    }
    if let Some(path) = arguments.function("function") {
        return Operation::Function(path.clone());
    }
    let activation = arguments.activation("function", diagnostics);
    Operation::Activation(activation.unwrap_or(Activation::Linear))
}

/// Softmax needs a row, and more than one element in it.
pub(super) fn infer(activation: Activation, fit: &Fit<'_>, diagnostics: &mut Diagnostics) {
    if activation != Activation::Softmax {
        return;
    }
    if let [units] = fit.input.0.as_slice() {
        refuse_single_unit(units, "activation(sigmoid)", fit, diagnostics);
    } else {
        diagnostics
            .error(
                word(fit.layer, activation),
                format_args!(
                    "softmax takes one dimension, but `{}` gives {}",
                    fit.producer, fit.input
                ),
            )
            .detail(format_args!("{} -> {}", fit.chain, fit.name))
            .help("put flatten before it: -> flatten -> activation(softmax)");
    }
}

/// Reports softmax over a single unit, whose value is always 1.
pub(super) fn refuse_single_unit(
    units: &Dimension,
    remedy: &str,
    fit: &Fit<'_>,
    diagnostics: &mut Diagnostics,
) {
    if let Dimension::Known(1) = units {
        diagnostics
            .error(
                word(fit.layer, Activation::Softmax),
                format_args!("softmax over the one unit of `{}` always gives 1", fit.name),
            )
            .detail(format_args!("{} -> {} [1]", fit.chain, fit.name))
            .help(format_args!("for a probability write {remedy}"));
    }
}

/// The activation's own word among the arguments, to be underlined.
fn word(layer: &Layer, activation: Activation) -> proc_macro2::TokenStream {
    let mut values =
        layer.arguments.iter().flatten().filter_map(|argument| argument.value.as_ref());
    match values.find(|value| value.to_token_stream().to_string() == activation.name()) {
        Some(value) => value.to_token_stream(),
        None => layer.keyword.to_token_stream(),
    }
}
