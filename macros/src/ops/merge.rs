//! `add(left, right)` and others: elementwise operations on several values of one shape.

use super::arguments::{Arguments, Signature};
use super::dense::with_units;
use super::{Merge, MergeFit, Operation, Site, Value};
use crate::diagnostics::{Diagnostics, Fault};
use crate::graph::assertion::{self, Assertion};
use crate::graph::given::Alike;
use crate::graph::shape::{Comparison, Dimension, Shape};
use std::ptr;

const SIGNATURE: Signature = Signature { positional: &[], named: &[] };

impl Merge {
    /// All of them.
    pub(crate) const ALL: [Merge; 6] = [
        Merge::Add,
        Merge::Subtract,
        Merge::Multiply,
        Merge::Average,
        Merge::Maximum,
        Merge::Minimum,
    ];

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Merge::Add => "add",
            Merge::Subtract => "subtract",
            Merge::Multiply => "multiply",
            Merge::Average => "average",
            Merge::Maximum => "maximum",
            Merge::Minimum => "minimum",
        }
    }

    /// The merge of that name.
    pub(crate) fn from_name(name: &str) -> Option<Merge> {
        Merge::ALL.into_iter().find(|merge| merge.name() == name)
    }
}

/// Reads the arguments besides the values.
pub(super) fn read(
    merge: Merge,
    site: &Site<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Operation> {
    Arguments::bind(site, &SIGNATURE, diagnostics);
    let exactly_two = merge == Merge::Subtract;
    check_count(site, exactly_two, diagnostics).then_some(Operation::Merge(merge))
}

/// Whether there are as many values as needed: at least two, or exactly two.
pub(super) fn check_count(
    site: &Site<'_>,
    exactly_two: bool,
    diagnostics: &mut Diagnostics,
) -> bool {
    let keyword = &site.layer.keyword;
    let needs = match (exactly_two, site.values) {
        (_, 2) => return true,
        (false, count) if count > 2 => return true,
        (true, _) => "two values",
        (false, _) => "at least two values",
    };
    let given = match site.values {
        0 => "none".into(),
        count => count.to_string(),
    };
    diagnostics
        .error(keyword, format_args!("{keyword} needs {needs}, but is given {given}"))
        .help(format_args!("write {keyword}(one, other)"));
    false
}

/// The shape that all values have.
pub(super) fn infer(
    merge: Merge,
    fit: &MergeFit<'_>,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    compare(merge.name(), fit, assertions, diagnostics)
}

/// The common shape of all values; differences are reported.
pub(super) fn compare(
    word: &str,
    fit: &MergeFit<'_>,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    let known = || fit.values.iter().filter_map(|value| Some((value, value.shape?)));
    // The first value whose shape the macro knows, if there is one.
    let (first, shape) = known().find(|(value, _)| value.given.is_none()).or(known().next())?;
    let mut merged = shape.clone();
    // A value without a known shape could be the right one.
    let mut fits = fit.values.iter().all(|value| value.shape.is_some());
    for (value, other) in known().filter(|(value, _)| !ptr::eq(*value, first)) {
        if let Some(alike) = first.known()?.compare(&value.known()?) {
            fits &= self::alike(word, first, value, alike, assertions, diagnostics);
            continue;
        }
        match shape.compare(other) {
            Comparison::Same => {}
            different @ (Comparison::Different | Comparison::Unproven(_)) => {
                fits = false;
                let headline = format_args!(
                    "{word} needs values of one shape, but `{}` is {shape} and `{}` is {other}",
                    first.name, value.name
                );
                let fault = diagnostics.error(value.at, headline);
                describe(shape, other, fault);
                different.explain(fault);
                fault.help(remedy(value, shape, other));
            }
            Comparison::If(pairs) => {
                let subject = format!(
                    "{word} needs values of one shape, but `{}` and `{}` are ",
                    first.name, value.name
                );
                let help = format!("help: {}", remedy(value, shape, other));
                assertions.extend(pairs.into_iter().map(|pair| {
                    assertion::equal_shapes(&subject, (shape, other), pair, &help, value.at)
                }));
            }
        }
        prefer_known(&mut merged, other);
    }
    fits.then_some(merged)
}

/// Asserts that two values have the same shape, at least one of which only the compiler knows;
/// returns whether they may.
fn alike(
    word: &str,
    first: &Value<'_>,
    value: &Value<'_>,
    alike: Alike,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let subject =
        format!("{word} needs values of one shape, but `{}` and `{}` ", first.name, value.name);
    match (alike, first.known(), value.known()) {
        (Alike::If(condition), Some(one), Some(other)) => {
            let subject = format!("{subject}are ");
            assertions.push(assertion::alike(
                &subject,
                (one, other),
                condition,
                &value.name,
                value.at,
            ));
            true
        }
        (Alike::Unproven(doubt), ..) => {
            diagnostics
                .error(value.at, format_args!("{subject}may differ"))
                .detail(doubt)
                .help("use numbers or const items in the parameters' place");
            false
        }
        _ => true,
    }
}

/// States in which axis two shapes differ.
pub(super) fn describe(one: &Shape, other: &Shape, fault: &mut Fault) {
    if one.0.len() != other.0.len() {
        fault.detail(format_args!("{} and {}", axes(one.0.len()), axes(other.0.len())));
        return;
    }
    for (axis, (one, other)) in one.0.iter().zip(&other.0).enumerate() {
        let is_constant = |dimension: &Dimension| matches!(dimension, Dimension::Constant { .. });
        if !is_constant(one) && !is_constant(other) && one.to_string() != other.to_string() {
            fault.detail(format_args!("axis {axis}: {one} and {other}"));
        }
    }
}

/// `1 axis`, `2 axes`.
pub(crate) fn axes(count: usize) -> String {
    if count == 1 { "1 axis".into() } else { format!("{count} axes") }
}

/// Replaces constants of a shape by the numbers that the other shape has in their place.
pub(super) fn prefer_known(shape: &mut Shape, other: &Shape) {
    for (own, other) in shape.0.iter_mut().zip(&other.0) {
        if own.is_unknown()
            || matches!((&*own, other), (Dimension::Constant { .. }, Dimension::Known(_)))
        {
            *own = other.clone();
        }
    }
}

/// What would turn a value into the wanted shape.
fn remedy(value: &Value<'_>, wanted: &Shape, given: &Shape) -> String {
    let name = &value.name;
    if let ([new], [old], Some(dense)) = (
        wanted.0.as_slice(),
        given.0.as_slice(),
        value.unnamed.filter(|layer| layer.units().is_some()),
    ) {
        let (new, old) = (new.to_string(), old.to_string());
        return format!("change {} to {}", with_units(dense, &old), with_units(dense, &new));
    }
    match (wanted.0.as_slice(), given.0.as_slice()) {
        ([units], [_]) => format!("bring `{name}` to {wanted}: {name} -> dense({units})"),
        ([units], _) => {
            format!("bring `{name}` to {wanted}: {name} -> flatten -> dense({units})")
        }
        (dimensions, _) => {
            let same = wanted.numbers().zip(given.numbers());
            if same.is_some_and(|(wanted, given)| wanted.to_string() == given.to_string()) {
                let dimensions: Vec<String> = dimensions.iter().map(Dimension::to_string).collect();
                format!("bring `{name}` to {wanted}: {name} -> reshape({})", dimensions.join(", "))
            } else {
                format!("bring `{name}` to {wanted}")
            }
        }
    }
}
