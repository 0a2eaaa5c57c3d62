//! `concatenate(wide, deep, axis = -1)`: concatenates values along an axis.

use super::arguments::{Arguments, Signature};
use super::{MergeFit, Operation, Site, Value, merge};
use crate::diagnostics::Diagnostics;
use crate::graph::assertion::{self, Assertion};
use crate::graph::shape::{Comparison, Dimension, MOST, Shape};
use crate::syntax::text;
use crate::syntax::tree::{Argument, Layer};

const SIGNATURE: Signature = Signature { positional: &[], named: &["axis"] };

/// Reads the axis, which is the last by default.
pub(super) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Option<Operation> {
    let arguments = Arguments::bind(site, &SIGNATURE, diagnostics);
    let mut is_clean = arguments.clean;
    let wrong = arguments.value("axis").filter(|_| written_axis(site.layer).is_none());
    if let Some(value) = wrong {
        let found = text::of(value);
        diagnostics
            .error(value, format_args!("the axis must be a whole number, not {found}"))
            .help("write axis = 0 for the first, axis = -1 for the last");
        is_clean = false;
    }
    let is_counted = merge::check_count(site, false, diagnostics);
    // Set to an axis counted from the front when the number of axes is known.
    (is_clean && is_counted).then_some(Operation::Concatenate { axis: 0 })
}

/// All dimensions of the inputs, with the sum of those along the axis.
pub(super) fn infer(
    axis: &mut usize,
    fit: &MergeFit<'_>,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    let mut known = fit.values.iter().filter_map(|value| Some((value, value.shape?)));
    let (first, shape) = known.next()?;
    let rank = shape.0.len();
    *axis = axis_in(fit.layer, rank, first, diagnostics)?;
    let mut joined = shape.clone();
    let mut fits = true;
    for (value, other) in known {
        fits &= compare(*axis, (first, shape), (value, other), assertions, diagnostics);
        merge::prefer_known(&mut joined, other);
    }
    if !fits {
        return None;
    }
    let length = |value: &Value<'_>| match value.shape {
        Some(shape) => shape.0[*axis].clone(),
        None => Dimension::unknown(),
    };
    joined.0[*axis] = Dimension::sum(&fit.values.iter().map(length).collect::<Vec<_>>());
    if joined.numbers().is_none() {
        let headline = format_args!("`{}` would have more than {MOST} numbers", fit.name);
        diagnostics.error(&fit.layer.keyword, headline);
        return None;
    }
    Some(joined)
}

/// The axis as it is written: from the front, or if negative from the end.
fn written_axis(layer: &Layer) -> Option<isize> {
    let is_axis = |argument: &&Argument| argument.name.as_ref().is_some_and(|name| name == "axis");
    match layer.arguments.iter().flatten().find(is_axis) {
        Some(argument) => text::of(argument.value.as_ref()?).parse().ok(),
        None => Some(-1),
    }
}

/// The axis counted from the front, if there are so many axes.
fn axis_in(
    layer: &Layer,
    rank: usize,
    first: &Value<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let written = written_axis(layer)?;
    let axis = if written < 0 { written.checked_add_unsigned(rank)? } else { written };
    match usize::try_from(axis) {
        Ok(axis) if axis < rank => Some(axis),
        _ if first.given.is_some() => {
            let at = layer.arguments.iter().flatten().next();
            diagnostics
                .error(
                    at.map(|argument| &argument.tokens),
                    format_args!(
                        "only the compiler sees whether `{}` has axis {written}",
                        first.name
                    ),
                )
                .help(format_args!(
                    "name its dimensions: {} -> reshape(..), then axis = {written}",
                    first.name
                ));
            None
        }
        _ => {
            let axes = merge::axes(rank);
            let at = layer.arguments.iter().flatten().next();
            diagnostics
                .error(
                    at.map(|argument| &argument.tokens),
                    format_args!(
                        "there is no axis {written} in `{}`, which has {axes}",
                        first.name
                    ),
                )
                .help(match rank {
                    1 => "leave it out: there is only one axis".into(),
                    _ => format!("axes are counted from 0 to {}, or from -1 at the end", rank - 1),
                });
            None
        }
    }
}

/// Whether two values have equal dimensions in all other axes; if not, that is reported.
fn compare(
    axis: usize,
    (first, shape): (&Value<'_>, &Shape),
    (value, other): (&Value<'_>, &Shape),
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let without = |shape: &Shape| {
        let mut rest = shape.clone();
        if axis < rest.0.len() {
            rest.0[axis] = Dimension::unknown();
        }
        rest
    };
    match without(shape).compare(&without(other)) {
        Comparison::Same => true,
        different @ (Comparison::Different | Comparison::Unproven(_)) => {
            let headline = format_args!(
                "`{}` {shape} and `{}` {other} cannot be joined along axis {axis}",
                first.name, value.name
            );
            let fault = diagnostics.error(value.at, headline);
            merge::describe(&without(shape), &without(other), fault);
            different.explain(fault);
            fault.help(remedy(shape, other));
            false
        }
        Comparison::If(pairs) => {
            let subject = format!(
                "`{}` and `{}` cannot be joined along axis {axis}: they are ",
                first.name, value.name
            );
            let help = format!("help: {}", remedy(shape, other));
            assertions.extend(pairs.into_iter().map(|pair| {
                assertion::equal_shapes(&subject, (shape, other), pair, &help, value.at)
            }));
            true
        }
    }
}

/// Another axis along which they can be concatenated, or what else would help.
fn remedy(shape: &Shape, other: &Shape) -> String {
    let differing: Vec<usize> = (0..shape.0.len().min(other.0.len()))
        .filter(|axis| shape.0[*axis].to_string() != other.0[*axis].to_string())
        .collect();
    match differing.as_slice() {
        [axis] if shape.0.len() == other.0.len() => format!("write axis = {axis}"),
        _ if shape.0.len() == 1 || other.0.len() == 1 => "put flatten before the larger one".into(),
        _ => "put flatten before both, or make the other axes alike".into(),
    }
}
