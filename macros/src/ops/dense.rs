//! `dense(units, activation, init = .., bias = .., bias_init = ..)`: a fully connected layer.

use super::activation::refuse_single_unit;
use super::arguments::{Arguments, Signature};
use super::values::single_word;
use super::{Activation, Dense, Fit, Initializer, Site};
use crate::diagnostics::Diagnostics;
use crate::graph::shape::{Dimension, MOST, Shape};
use crate::syntax::text;
use crate::syntax::tree::Layer;

pub(super) const SIGNATURE: Signature =
    Signature { positional: &["units", "activation"], named: &["init", "bias", "bias_init"] };

/// Reads the arguments; those with an error are replaced by defaults.
pub(super) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Dense {
    let arguments = Arguments::bind(site, &SIGNATURE, diagnostics);
    let units = read_units(site, &arguments, diagnostics);
    let bias = arguments.boolean("bias", diagnostics).unwrap_or(true);
    if let (false, Some(value)) = (bias, arguments.value("bias_init")) {
        let headline = format_args!("`{}` is given bias_init, but bias = false", site.name);
        diagnostics.error(value, headline).help("leave one of them out");
    }
    Dense {
        units,
        activation: arguments.activation("activation", diagnostics).unwrap_or(Activation::Linear),
        bias,
        weight_initializer: arguments
            .initializer("init", diagnostics)
            .unwrap_or(Initializer::GlorotUniform),
        bias_initializer: arguments
            .initializer("bias_init", diagnostics)
            .unwrap_or(Initializer::Zeros),
    }
}

/// Reads the number of units; after an error it is unknown, which fits everywhere.
fn read_units(
    site: &Site<'_>,
    arguments: &Arguments<'_>,
    diagnostics: &mut Diagnostics,
) -> Dimension {
    let example = site.fitting.unwrap_or("10");
    match arguments.value("units") {
        Some(value) => match single_word(value) {
            Some(word) if Activation::from_name(&word.to_string()).is_some() => {
                diagnostics
                    .error(word, format_args!("dense needs its number of units before `{word}`"))
                    .help(format_args!("write dense({example}, {word})"));
                Dimension::unknown()
            }
            _ => arguments.units(value, diagnostics),
        },
        None => {
            if arguments.clean {
                diagnostics
                    .error(&site.layer.keyword, "dense needs its number of units")
                    .help(format_args!("write {}", with_units(site.layer, example)));
            }
            Dimension::unknown()
        }
    }
}

/// `[units]`, from one dimension.
pub(super) fn infer(dense: &Dense, fit: &Fit<'_>, diagnostics: &mut Diagnostics) -> Shape {
    match fit.input.0.as_slice() {
        [Dimension::Known(inputs)] => refuse_size(*inputs, dense, fit, diagnostics),
        [_] => {}
        _ => refuse_rank(fit, diagnostics),
    }
    // If an output requires another number of units, that is the error to be reported.
    if dense.activation == Activation::Softmax && fit.fitting.is_none_or(|units| units == "1") {
        refuse_single_unit(&dense.units, "dense(1, sigmoid)", fit, diagnostics);
    }
    Shape(vec![dense.units.clone()])
}

/// The layer as it is written, with another number of units.
pub(crate) fn with_units(layer: &Layer, units: &str) -> String {
    let others = layer.arguments.as_ref().map_or(0, |arguments| {
        let units = super::arguments::find(layer, &SIGNATURE, "units").is_some();
        arguments.len() - usize::from(units)
    });
    let keyword = &layer.keyword;
    if others == 0 { format!("{keyword}({units})") } else { format!("{keyword}({units}, ..)") }
}

/// The units of `dense(units)`, if there is nothing else in the parentheses.
pub(super) fn units_alone(layer: &Layer) -> Option<String> {
    match layer.arguments.as_deref() {
        Some([units]) if layer.keyword == "dense" => units.value.as_ref().map(text::of),
        _ => None,
    }
}

/// The layer's name at the beginning of a message.
pub(crate) fn subject(layer: &Layer, name: &str) -> String {
    if layer.keyword == name { "a dense layer".into() } else { format!("dense layer `{name}`") }
}

fn refuse_rank(fit: &Fit<'_>, diagnostics: &mut Diagnostics) {
    let Fit { name, producer, input, chain, .. } = fit;
    let subject = subject(fit.layer, name);
    let units = fit.layer.units().and_then(|units| units.value.as_ref()).map(text::of);
    let layer = with_units(fit.layer, units.as_deref().unwrap_or(".."));
    let label = fit.label.map(|label| format!("{label}: ")).unwrap_or_default();
    diagnostics
        .error(
            &fit.layer.keyword,
            format_args!("{subject} takes one dimension, but `{producer}` gives {input}"),
        )
        .detail(format_args!("{chain} -> {name}"))
        .help(format_args!("put flatten before it: {producer} -> flatten -> {label}{layer}"));
}

fn refuse_size(inputs: usize, dense: &Dense, fit: &Fit<'_>, diagnostics: &mut Diagnostics) {
    let Dimension::Known(units) = dense.units else { return };
    if inputs.checked_mul(units).is_none_or(|numbers| numbers > MOST) {
        let units_at = fit.layer.units();
        let at = units_at.map(|argument| argument.tokens.clone()).unwrap_or_default();
        diagnostics
            .error(
                at,
                format_args!("the weight of `{}` would have {inputs} x {units} numbers", fit.name),
            )
            .detail(&fit.chain)
            .help(format_args!("the most is {MOST}; here that is {} units", MOST / inputs));
    }
}
