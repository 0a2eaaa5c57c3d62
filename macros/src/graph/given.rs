//! Outputs of components, whose shapes only the compiler knows: to the macro they are one row of
//! elements, and conditions on their shapes are asserted.

use super::assertion::{Condition, Part, with_values};
use super::draft::Draft;
use super::shape::{Dimension, Shape};
use crate::ops::{Activation, Operation};
use crate::syntax::text;
use crate::syntax::tree::OUTPUT;
use proc_macro2::Ident;
use syn::Path;
use syn::ext::IdentExt;

/// The output of a component, or one of its outputs.
#[derive(Clone)]
pub(crate) struct Given {
    /// The component's type.
    pub(crate) component: Path,
    /// The output's name, if the component has several.
    pub(crate) output: Option<Ident>,
}

/// A shape that a message shows in decimals.
pub(crate) enum Seen {
    /// One that the macro knows.
    Written(Shape),
    /// That of a component's output.
    Given(Given),
    /// That of a component's input.
    Taken(Path, usize),
}

/// Whether two values have the same shape, at least one of which only the compiler knows.
pub(crate) enum Alike {
    /// They have.
    Always,
    /// They have if this holds.
    If(Condition),
    /// They may differ; why.
    Unproven(String),
}

impl Given {
    /// The output's name; empty for the only one.
    pub(crate) fn name(&self) -> String {
        self.output.as_ref().map(|name| name.unraw().to_string()).unwrap_or_default()
    }

    /// As it is written: `Encoder`, or `Encoder.mean`.
    pub(crate) fn text(&self) -> String {
        let component = text::whole(&self.component);
        match &self.output {
            Some(output) => format!("{component}.{output}"),
            None => component,
        }
    }
}

/// What is known of a value's shape.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    /// As the macro sees it.
    pub(crate) shape: &'a Shape,
    /// The component output that it is, if only the compiler knows the shape.
    pub(crate) given: Option<&'a Given>,
}

impl Known<'_> {
    /// The shape for a message: with the names of constants if the macro knows it.
    pub(crate) fn parts(&self) -> Vec<Part> {
        match self.given {
            Some(given) => vec![Part::Shape(Seen::Given(given.clone()))],
            None => with_values(self.shape),
        }
    }

    /// The shape for a message, in decimals alone.
    pub(crate) fn seen(&self) -> Seen {
        match self.given {
            Some(given) => Seen::Given(given.clone()),
            None => Seen::Written(self.shape.clone()),
        }
    }

    /// Whether the other value has the same shape; `None` if the macro knows both.
    pub(crate) fn compare(&self, other: &Known<'_>) -> Option<Alike> {
        let ((given, of), shape) = match (self.given, other.given) {
            (None, None) => return None,
            (Some(one), Some(other)) if one.text() == other.text() => return Some(Alike::Always),
            (Some(one), Some(other)) => {
                return Some(Alike::If(Condition::GivesAlike(one.clone(), other.clone())));
            }
            (Some(given), None) => ((given, self.shape), other.shape),
            (None, Some(given)) => ((given, other.shape), self.shape),
        };
        let depends = |shape: &Shape| shape.0.iter().any(Dimension::is_generic);
        if shape.is_array() && (depends(of) || !depends(shape)) {
            return Some(Alike::If(Condition::GivesShape(given.clone(), shape.clone())));
        }
        Some(Alike::Unproven(format!("{shape} need not be what `{}` gives", given.text())))
    }
}

impl Draft<'_> {
    /// The component output that a value is, if only the compiler knows its shape.
    pub(super) fn given(&self, node: usize) -> Option<Given> {
        let draft = &self.nodes[node];
        let of_input = || self.given(draft.inputs.first().copied().flatten()?);
        match draft.operation.as_ref()? {
            Operation::Component(component) => {
                Some(Given { component: component.path.clone(), output: None })
            }
            Operation::Slice(_) if draft.layer().is_some_and(|layer| layer.keyword == OUTPUT) => {
                let given = of_input()?;
                Some(Given { output: crate::ops::output_name(draft.layer()?), ..given })
            }
            Operation::Activation(activation) if *activation != Activation::Softmax => of_input(),
            Operation::Elementwise(_) | Operation::Function(_) => of_input(),
            Operation::Merge(_) => {
                let inputs = || draft.inputs.iter().copied().flatten();
                if inputs().all(|input| self.given(input).is_some()) { of_input() } else { None }
            }
            _ => None,
        }
    }
}
