//! The number of axes that an operation requires of a component's output.
//!
//! With one axis the output is a row, as the macro sees it anyway. With several axes an inserted
//! node, which is no layer of the user's, gives it a shape of constants.

use super::assertion::{Assertion, Condition, Part};
use super::constants::Constants;
use super::draft::{Draft, DraftNode};
use super::given::{Given, Seen};
use super::shape::{Dimension, Shape};
use crate::diagnostics::Diagnostics;
use crate::ops::{self, Activation, Operation};
use crate::syntax::text;
use crate::syntax::tree::OUTPUT;
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

/// The number of axes that an operation requires, and the error message if there are others.
struct Taken {
    axes: usize,
    /// The text before the value's name.
    subject: String,
    /// The text after the value's shape.
    help: String,
}

/// Asserts the number of axes of each input of `node` that is a component's output. New nodes,
/// which name several axes, are inserted before it. `None` if the axes cannot be known.
pub(super) fn name(
    draft: &mut Draft<'_>,
    node: usize,
    operation: &Operation,
    constants: &Constants,
    assertions: &mut Vec<Assertion>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<usize>> {
    let mut added = Some(Vec::new());
    for slot in 0..draft.nodes[node].inputs.len() {
        let Some(producer) = draft.nodes[node].inputs[slot] else { continue };
        let Some(given) = draft.given(producer) else { continue };
        let Some(taken) = taken(draft, node, slot, operation) else { continue };
        let at = at(draft, node, slot);
        let is_generic =
            draft.nodes[producer].shape.iter().flat_map(|it| &it.0).any(Dimension::is_generic);
        if is_generic && taken.axes > 1 {
            let component = text::whole(&given.component);
            diagnostics
                .error(
                    at,
                    format_args!(
                        "the axes of what `{component}` gives cannot be seen: it depends on a parameter"
                    ),
                )
                .help("use numbers or const items in the parameters' place");
            added = None;
            continue;
        }
        assertions.push(assertion(draft, node, producer, &given, &taken, at));
        if taken.axes > 1 {
            let new = axes(draft, node, producer, slot, &given, taken.axes, constants);
            draft.nodes[node].inputs[slot] = Some(new);
            added.iter_mut().for_each(|added| added.push(new));
        }
    }
    added
}

/// The number of axes that an operation requires of its input in `slot`; `None` if it takes any.
fn taken(draft: &Draft<'_>, node: usize, slot: usize, operation: &Operation) -> Option<Taken> {
    let (node, layer) = (&draft.nodes[node], draft.nodes[node].layer()?);
    let of = |axes: usize, subject: String, help: &str| {
        Some(Taken { axes, subject, help: format!("\n  help: {help}") })
    };
    match operation {
        Operation::Dense(_) => {
            let subject =
                format!("{} takes one dimension, but ", ops::dense_subject(layer, &node.spoken));
            of(1, subject, "put flatten before it")
        }
        Operation::Activation(Activation::Softmax) => {
            of(1, "softmax takes one dimension, but ".into(), "put flatten before it")
        }
        Operation::Dot => {
            of(1, "dot takes values of one dimension, but ".into(), "put flatten before it")
        }
        Operation::Slice(_) if layer.keyword == OUTPUT => None,
        Operation::Slice(_) => {
            let ranges = layer.arguments.as_ref().map_or(0, Vec::len);
            let written = if ranges == 1 { "1 range".into() } else { format!("{ranges} ranges") };
            of(ranges, format!("this slice has {written}, but "), "write one range for each axis")
        }
        Operation::Permute { axes } => {
            let named = ops::axes(axes.len());
            of(axes.len(), format!("permute names {named}, but "), "name each axis once")
        }
        Operation::Concatenate { .. } => {
            let inputs = node.inputs.iter().enumerate();
            let mut known = inputs.filter(|(other, _)| *other != slot).filter_map(|(_, input)| {
                let input = (*input)?;
                let known =
                    draft.nodes[input].shape.as_ref().filter(|_| draft.given(input).is_none());
                Some((&draft.nodes[input].spoken, known?))
            });
            match known.next() {
                Some((other, shape)) => {
                    let axes = shape.0.len();
                    let subject = format!("`{other}` has {}, but ", ops::axes(axes));
                    of(axes, subject, "put flatten before the larger one")
                }
                None => of(
                    1,
                    "concatenate takes it for one dimension, but ".into(),
                    "put reshape with these dimensions before it, or flatten",
                ),
            }
        }
        _ => None,
    }
}

/// Conditions that depend on the axes of components are checked only if these have the required
/// number of axes: one mistake, one error.
pub(super) fn provide(constants: &Constants, assertion: Assertion) -> Assertion {
    let dimensions = match &assertion.condition {
        Condition::Equal(one, other)
        | Condition::Less(one, other)
        | Condition::AtMost(one, other) => vec![one, other],
        Condition::Takes { shape, .. } | Condition::GivesShape(_, shape) => {
            shape.0.iter().collect()
        }
        _ => return assertion,
    };
    let tokens = dimensions.into_iter().filter_map(|dimension| match dimension {
        Dimension::Constant { tokens, .. } => Some(tokens.clone()),
        Dimension::Known(_) | Dimension::Generic(_) => None,
    });
    let axes = constants.axes(&tokens.collect());
    if axes.is_empty() {
        return assertion;
    }
    let condition = Condition::Provided(axes, Box::new(assertion.condition));
    Assertion { condition, ..assertion }
}

fn assertion(
    draft: &Draft<'_>,
    node: usize,
    producer: usize,
    given: &Given,
    taken: &Taken,
    at: TokenStream,
) -> Assertion {
    let (name, spoken) = (&draft.nodes[producer].spoken, &draft.nodes[node].spoken);
    let mut rest = String::new();
    if draft.nodes[node].inputs.len() == 1 {
        rest = format!("\n  {}", draft.chain(producer));
        if draft.nodes[node].layer().is_some_and(|layer| layer.keyword != "slice") {
            rest = format!("{rest} -> {spoken}");
        }
    }
    Assertion {
        condition: Condition::GivesAxes(given.clone(), taken.axes),
        message: vec![
            Part::Text(format!("{}`{name}` gives ", taken.subject)),
            Part::Shape(Seen::Given(given.clone())),
            Part::Text(rest + &taken.help),
        ],
        at,
    }
}

/// What to underline: the value if there are several, otherwise the layer.
fn at(draft: &Draft<'_>, node: usize, slot: usize) -> TokenStream {
    let node = &draft.nodes[node];
    let value = node.step().and_then(|step| step.values.get(slot));
    match value {
        Some(value) => value.clone(),
        None => node.layer().map(|layer| layer.keyword.to_token_stream()).unwrap_or_default(),
    }
}

/// A node for the same elements, with the axes that the compiler sees.
fn axes(
    draft: &mut Draft<'_>,
    node: usize,
    producer: usize,
    slot: usize,
    given: &Given,
    axes: usize,
    constants: &Constants,
) -> usize {
    let (before, from) = (&draft.nodes[node], &draft.nodes[producer]);
    let dimension = |axis| Dimension::Constant {
        tokens: constants.axis(given, axis, axes).into_token_stream(),
        text: format!("axis {axis} of {}", from.spoken),
    };
    let new = DraftNode {
        name: Ident::new(&format!("__{}_axes_{slot}", before.name), Span::mixed_site()),
        spoken: from.spoken.clone(),
        origin: before.origin,
        operation: Some(Operation::Reshape),
        inputs: vec![Some(producer)],
        fitting: None,
        shape: Some(Shape((0..axes).map(dimension).collect())),
        hidden: true,
    };
    draft.nodes.push(new);
    draft.nodes.len() - 1
}
