//! `permute(1, 0)`: the same elements with the axes in another order (a transpose).

use super::{Fit, Operation, Site, list, merge};
use crate::diagnostics::Diagnostics;
use crate::graph::shape::Shape;
use crate::syntax::text;
use proc_macro2::TokenStream;

/// Reads the axes: each once, counted from 0.
pub(super) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Option<Operation> {
    let values = list::values(site, "its axes", "permute(1, 0)", diagnostics)?;
    let mut axes: Vec<usize> = Vec::new();
    for value in values {
        let Ok(axis) = text::of(value).parse::<usize>() else {
            let found = text::of(value);
            diagnostics
                .error(value, format_args!("an axis of permute must be a number, not {found}"))
                .help("axes are counted from 0: permute(1, 0)");
            return None;
        };
        if axes.contains(&axis) {
            diagnostics
                .error(value, format_args!("permute names axis {axis} twice"))
                .help("name each axis once");
            return None;
        }
        axes.push(axis);
    }
    Some(Operation::Permute { axes })
}

/// The dimensions in the new order.
pub(super) fn infer(axes: &[usize], fit: &Fit<'_>, diagnostics: &mut Diagnostics) -> Option<Shape> {
    let rank = fit.input.0.len();
    let Some(dimensions) = axes.iter().map(|axis| fit.input.0.get(*axis).cloned()).collect() else {
        let wrong = axes.iter().position(|axis| *axis >= rank)?;
        let at = &fit.layer.arguments.as_ref()?[wrong].tokens;
        let (axis, has) = (axes[wrong], merge::axes(rank));
        let headline =
            format_args!("there is no axis {axis} in `{}`, which has {has}", fit.producer);
        diagnostics
            .error(at, headline)
            .detail(&fit.chain)
            .help(format_args!("write {}", all(rank)));
        return None;
    };
    if axes.len() != rank {
        let at: TokenStream =
            fit.layer.arguments.iter().flatten().map(|argument| argument.tokens.clone()).collect();
        let (named, has) = (merge::axes(axes.len()), merge::axes(rank));
        let headline =
            format_args!("permute names {named}, but `{}` has {has}: {}", fit.producer, fit.input);
        diagnostics
            .error(at, headline)
            .detail(&fit.chain)
            .help(format_args!("name each axis once: {}", complete(axes, rank)));
        return None;
    }
    Some(Shape(dimensions))
}

/// All axes, in an order that changes something if that is possible.
fn all(rank: usize) -> String {
    let axes: Vec<String> = (0..rank).rev().map(|axis| axis.to_string()).collect();
    format!("permute({})", axes.join(", "))
}

/// The axes that are written, and the others after them.
fn complete(axes: &[usize], rank: usize) -> String {
    let others = (0..rank).filter(|axis| !axes.contains(axis));
    let axes: Vec<String> = axes.iter().copied().chain(others).map(|it| it.to_string()).collect();
    format!("permute({})", axes.join(", "))
}
