//! `reshape(14, 14)`: the same elements in another shape.

use super::{Fit, Site, list};
use crate::diagnostics::Diagnostics;
use crate::graph::assertion::{self, Assertion, Condition, Part};
use crate::graph::shape::{Dimension, Shape};
use quote::ToTokens;

/// Reads the dimensions.
pub(super) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Option<Shape> {
    let values = list::values(site, "its dimensions", "reshape(14, 14)", diagnostics)?;
    let dimensions = values.into_iter().map(|value| {
        Dimension::read(value, site.constants).unwrap_or_else(|fault| {
            fault.report(value, "a dimension of reshape", None, diagnostics);
            Dimension::unknown()
        })
    });
    Some(Shape(dimensions.collect()))
}

/// The written shape, which must have as many elements as the input.
pub(super) fn infer(
    fit: &Fit<'_>,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    let shape = fit.written?;
    let at = || -> proc_macro2::TokenStream {
        let arguments = fit.layer.arguments.iter().flatten();
        arguments.map(|argument| argument.tokens.to_token_stream()).collect()
    };
    let (given, wanted) = (fit.input.numbers(), shape.numbers());
    match (&given, &wanted) {
        (Some(Dimension::Known(given)), Some(Dimension::Known(wanted))) if given == wanted => {}
        (Some(Dimension::Known(given)), wanted @ (None | Some(Dimension::Known(_)))) => {
            let wanted = wanted.as_ref().map_or_else(|| "too many".into(), Dimension::to_string);
            let headline =
                format_args!("`{}` has {given} numbers, but {shape} has {wanted}", fit.producer);
            let fault = diagnostics.error(at(), headline);
            fault.detail(format_args!("{} -> {} {shape}", fit.chain, fit.name));
            if let Some(help) = remedy(*given, shape) {
                fault.help(help);
            }
        }
        (Some(given), Some(wanted)) if given.is_unknown() || wanted.is_unknown() => {}
        (Some(given), Some(wanted)) if given.to_string() == wanted.to_string() => {}
        (Some(given), Some(wanted)) if given.is_generic() || wanted.is_generic() => {
            let headline =
                format_args!("`{}` has {given} numbers, but {shape} has {wanted}", fit.producer);
            let fault = diagnostics.error(at(), headline);
            fault.detail(format_args!("{} -> {} {shape}", fit.chain, fit.name));
            Shape(vec![given.clone()]).compare(&Shape(vec![wanted.clone()])).explain(fault);
            fault.help(format_args!("the dimensions must multiply to {given}"));
        }
        (Some(given), Some(wanted)) => {
            let mut message = vec![Part::Text(format!("`{}` has ", fit.producer))];
            message.push(Part::Number(given.clone()));
            message.push(Part::Text(" numbers, but ".into()));
            message.extend(assertion::with_values(shape));
            message.push(Part::Text(" has ".into()));
            message.push(Part::Number(wanted.clone()));
            message.push(Part::Text(format!("\n  {} -> {} {shape}", fit.chain, fit.name)));
            let condition = Condition::Equal(given.clone(), wanted.clone());
            assertions.push(Assertion { condition, message, at: at() });
        }
        (None, _) | (_, None) => {}
    }
    Some(shape.clone())
}

/// The last dimension that would fit, with the others as they are.
fn remedy(given: usize, shape: &Shape) -> Option<String> {
    let (_, others) = shape.0.split_last()?;
    let others_known: Option<Vec<usize>> = others
        .iter()
        .map(|dimension| match dimension {
            Dimension::Known(number) => Some(*number),
            Dimension::Constant { .. } | Dimension::Generic(_) => None,
        })
        .collect();
    let others_known = others_known?;
    let product: usize = others_known.iter().try_fold(1_usize, |all, it| all.checked_mul(*it))?;
    if product == 0 || !given.is_multiple_of(product) {
        return Some(format!("the dimensions must multiply to {given}"));
    }
    let mut dimensions: Vec<String> = others_known.iter().map(usize::to_string).collect();
    dimensions.push((given / product).to_string());
    Some(format!("write reshape({})", dimensions.join(", ")))
}
