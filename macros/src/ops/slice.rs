//! `features[0..5]`, which is `features -> slice(0..5)`: a slice of an axis.

use super::{Fit, Operation, Site, Slice, list, merge};
use crate::diagnostics::Diagnostics;
use crate::graph::assertion::{self, Assertion, Condition, Part};
use crate::graph::constants::Constants;
use crate::graph::dimension::DimensionFault;
use crate::graph::shape::{Dimension, Shape};
use crate::syntax::text;
use crate::syntax::tree::{Argument, Layer};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::fmt::Display;
use syn::{Expr, ExprRange, RangeLimits, parse_quote};

/// A layer for each axis that is not taken as a whole; a range with an error is kept as it is.
pub(super) fn single_axes(layer: Layer) -> Vec<Layer> {
    let arguments = layer.arguments.as_deref().unwrap_or_default();
    let ranges: Option<Vec<&ExprRange>> =
        arguments.iter().map(|argument| range(argument.value.as_ref()?)).collect();
    let Some(ranges) = ranges else { return vec![layer] };
    let cut: Vec<usize> = (0..ranges.len()).filter(|axis| !is_whole(ranges[*axis])).collect();
    if cut.len() < 2 {
        return vec![layer];
    }
    let only = |axis: usize| {
        let mut layer = layer.clone();
        for (other, argument) in layer.arguments.iter_mut().flatten().enumerate() {
            if other != axis {
                argument.value = Some(parse_quote!(..));
            }
        }
        layer
    };
    cut.into_iter().map(only).collect()
}

/// Reads a slice that cuts a single axis.
pub(super) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Option<Operation> {
    let values = list::values(site, "a range for each axis", "[0..5]", diagnostics)?;
    let mut cut = None;
    for (axis, value) in values.iter().enumerate() {
        let Some(written) = range(value) else {
            report_kind(value, diagnostics);
            return None;
        };
        if !is_whole(written) {
            cut = Some((axis, written));
        }
    }
    let Some((axis, range)) = cut else {
        let at: TokenStream = values.iter().map(ToTokens::to_token_stream).collect();
        diagnostics.error(at, "this slice takes everything").help("leave it out");
        return None;
    };
    if let (RangeLimits::Closed(_), Some(end)) = (&range.limits, &range.end) {
        let start = range.start.as_ref().map(|start| text::of(start)).unwrap_or_default();
        let end = text::of(end);
        let after = end.parse::<usize>().map_or(format!("{end} + 1"), |end| (end + 1).to_string());
        diagnostics
            .error(range, "a slice ends before its second number, so `..=` cannot be used")
            .help(format_args!("write {start}..{after}"));
        return None;
    }
    let start = match &range.start {
        Some(start) => bound(start, "start", site.constants, diagnostics)?,
        None => Dimension::Known(0),
    };
    // Replaced by the length of the axis when that is known.
    let end = match &range.end {
        Some(end) => bound(end, "end", site.constants, diagnostics)?,
        None => Dimension::unknown(),
    };
    Some(Operation::Slice(Slice { axis, start, end }))
}

/// The shape with one axis cut.
pub(super) fn infer(
    slice: &mut Slice,
    fit: &Fit<'_>,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    let arguments = fit.layer.arguments.as_deref().unwrap_or_default();
    if arguments.len() != fit.input.0.len() {
        report_rank(arguments, fit, diagnostics);
        return None;
    }
    let at = arguments[slice.axis].value.to_token_stream();
    let length = &fit.input.0[slice.axis];
    let is_open = slice.end.is_unknown();
    if is_open {
        slice.end = length.clone();
    }
    let cut = Cut { slice, length, at: &at, fit };
    let in_order = cut.require_order(is_open, assertions, diagnostics);
    let in_range = is_open || cut.require_range(assertions, diagnostics);
    let fits = in_order && in_range && cut.require_sum(diagnostics);
    let mut shape = fit.input.clone();
    shape.0[slice.axis] =
        if fits { Dimension::difference(&slice.end, &slice.start) } else { Dimension::unknown() };
    Some(shape)
}

/// A slice and the axis that it is taken from.
struct Cut<'a> {
    slice: &'a Slice,
    length: &'a Dimension,
    at: &'a TokenStream,
    fit: &'a Fit<'a>,
}

impl Cut<'_> {
    /// It must end after its start.
    fn require_order(
        &self,
        is_open: bool,
        assertions: &mut Vec<Assertion>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let Slice { start, end, .. } = self.slice;
        match (start, end) {
            (Dimension::Known(start), Dimension::Known(end)) if start < end => return true,
            (Dimension::Known(0), _) => return true,
            (Dimension::Known(_), Dimension::Known(_)) if is_open => {
                self.report_range("begins at", start, diagnostics);
                return false;
            }
            (Dimension::Known(_), Dimension::Known(_)) => {
                diagnostics
                    .error(
                        self.at,
                        format_args!(
                            "this slice is empty: it begins at {start}, and ends before {end}"
                        ),
                    )
                    .detail(&self.fit.chain)
                    .help("the second number, which is no longer part of it, must be the larger");
                return false;
            }
            _ if end.is_unknown() => return true,
            _ if start.is_generic() || end.is_generic() => {
                let is_certain = end.polynomial().minus(&start.polynomial()).is_at_least(1);
                if !is_certain {
                    self.report_unproven(
                        format_args!("this slice may be empty: {start} need not be below {end}"),
                        diagnostics,
                    );
                }
                return is_certain;
            }
            _ => {}
        }
        let mut message = vec![Part::Text("this slice is empty: it begins at ".into())];
        message.extend(assertion::with_value(start));
        message.push(Part::Text(", and ends before ".into()));
        message.extend(assertion::with_value(end));
        message.push(Part::Text(format!("\n  {}", self.fit.chain)));
        let condition = Condition::Less(start.clone(), end.clone());
        assertions.push(Assertion { condition, message, at: self.at.clone() });
        true
    }

    /// It must end within the axis.
    fn require_range(
        &self,
        assertions: &mut Vec<Assertion>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let (end, length) = (&self.slice.end, self.length);
        match (end, length) {
            (Dimension::Known(end), Dimension::Known(length)) if end <= length => return true,
            (Dimension::Known(_), Dimension::Known(_)) => {
                self.report_range("reaches", end, diagnostics);
                return false;
            }
            _ if end.is_unknown() || length.is_unknown() => return true,
            _ if end.to_string() == length.to_string() => return true,
            _ if end.is_generic() || length.is_generic() => {
                let is_certain = length.polynomial().minus(&end.polynomial()).is_at_least(0);
                if !is_certain {
                    let (axis, producer) = (self.slice.axis, self.fit.producer);
                    self.report_unproven(
                        format_args!(
                            "this slice reaches {end}, but axis {axis} of `{producer}` has {length}, \
                             which may be less"
                        ),
                        diagnostics,
                    );
                }
                return is_certain;
            }
            _ => {}
        }
        let axis = self.slice.axis;
        let mut message = vec![Part::Text("this slice reaches ".into())];
        message.extend(assertion::with_value(end));
        message.push(Part::Text(format!(", but axis {axis} of `{}` has ", self.fit.producer)));
        message.extend(assertion::with_value(length));
        message.push(Part::Text(format!("\n  {}", self.fit.chain)));
        let condition = Condition::AtMost(end.clone(), length.clone());
        assertions.push(Assertion { condition, message, at: self.at.clone() });
        true
    }

    /// The length of the slice must be a size that types can compute.
    fn require_sum(&self, diagnostics: &mut Diagnostics) -> bool {
        let left = Dimension::difference(&self.slice.end, &self.slice.start);
        let Dimension::Generic(sum) = &left else { return true };
        if !sum.is_sum() {
            self.report_unproven(
                format_args!("this slice has {left} numbers, and types cannot subtract"),
                diagnostics,
            );
        }
        sum.is_sum()
    }

    fn report_unproven(&self, headline: impl Display, diagnostics: &mut Diagnostics) {
        diagnostics
            .error(self.at, headline)
            .detail(&self.fit.chain)
            .help("what can be seen is [0..A] of A + B; otherwise write numbers or const items");
    }

    fn report_range(&self, reaches: &str, reached: &Dimension, diagnostics: &mut Diagnostics) {
        let (axis, length) = (self.slice.axis, self.length);
        let Fit { producer, chain, .. } = self.fit;
        let start = match (&self.slice.start, length) {
            (Dimension::Known(start), Dimension::Known(length)) if start < length => *start,
            _ => 0,
        };
        diagnostics
            .error(
                self.at,
                format_args!(
                    "this slice {reaches} {reached}, but axis {axis} of `{producer}` has {length}"
                ),
            )
            .detail(chain)
            .help(format_args!("write {start}..{length}"));
    }
}

fn range(value: &Expr) -> Option<&ExprRange> {
    match value {
        Expr::Range(written) => Some(written),
        Expr::Group(group) => range(&group.expr),
        Expr::Paren(paren) => range(&paren.expr),
        _ => None,
    }
}

/// `..`
fn is_whole(range: &ExprRange) -> bool {
    range.start.is_none() && range.end.is_none()
}

/// Reads a bound: a dimension, or 0.
fn bound(
    value: &Expr,
    which: &str,
    constants: &Constants,
    diagnostics: &mut Diagnostics,
) -> Option<Dimension> {
    match Dimension::read(value, constants) {
        Ok(dimension) => Some(dimension),
        Err(DimensionFault::NotPositive(0)) if which == "start" => Some(Dimension::Known(0)),
        Err(DimensionFault::NotPositive(below)) if below > 0 => {
            diagnostics
                .error(
                    value,
                    format_args!("the {which} of a slice cannot be below 0, as -{below} is"),
                )
                .help("count from the beginning of the axis");
            None
        }
        Err(fault) => {
            fault.report(value, &format!("the {which} of a slice"), None, diagnostics);
            None
        }
    }
}

fn report_kind(value: &Expr, diagnostics: &mut Diagnostics) {
    let found = text::of(value);
    let fault =
        diagnostics.error(value, format_args!("a slice needs a range for each axis, not {found}"));
    match found.parse::<usize>() {
        Ok(number) => fault.help(format_args!("write {number}..{}", number + 1)),
        Err(_) => fault.help("write a range such as 0..5, or .. for all of an axis"),
    };
}

fn report_rank(arguments: &[Argument], fit: &Fit<'_>, diagnostics: &mut Diagnostics) {
    let at: TokenStream = arguments.iter().map(|argument| argument.tokens.clone()).collect();
    let (written, rank) = (arguments.len(), fit.input.0.len());
    let ranges = if written == 1 { "1 range".into() } else { format!("{written} ranges") };
    let axes = merge::axes(rank);
    let text = |argument: &Argument| text::of_tokens(&argument.tokens);
    let mut fitting: Vec<String> = arguments.iter().take(rank).map(text).collect();
    fitting.resize(rank, "..".into());
    let headline =
        format_args!("`{}` {} has {axes}, but this slice has {ranges}", fit.producer, fit.input);
    diagnostics
        .error(at, headline)
        .help(format_args!("write one range for each axis: [{}]", fitting.join(", ")));
}
