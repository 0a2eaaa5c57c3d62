//! Checks that only the compiler can do: equalities and bounds of constants.

use super::given::{Given, Known, Seen};
use super::polynomial::{Atom, Polynomial};
use super::shape::{Dimension, Shape};
use crate::syntax::text;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Path;

/// A condition over constants that the emitted code asserts at compile time.
pub(crate) struct Assertion {
    /// What must hold.
    pub(crate) condition: Condition,
    /// The error message if it does not, with the constants' values in it.
    pub(crate) message: Vec<Part>,
    /// The tokens to be underlined.
    pub(crate) at: TokenStream,
}

/// A condition over dimensions.
pub(crate) enum Condition {
    /// The dimension is at least 1.
    Positive(Dimension),
    /// The dimensions are equal.
    Equal(Dimension, Dimension),
    /// The first dimension is less than the second.
    Less(Dimension, Dimension),
    /// The first dimension is less than or equal to the second.
    AtMost(Dimension, Dimension),
    /// The component takes this number of values.
    TakesCount(Path, usize),
    /// Input number `index` of the component's `count` inputs has this shape, or that of `given`.
    Takes { component: Path, count: usize, index: usize, shape: Shape, given: Option<Given> },
    /// The component's output has this shape.
    GivesShape(Given, Shape),
    /// Both outputs have the same shape.
    GivesAlike(Given, Given),
    /// The component's output has this number of axes.
    GivesAxes(Given, usize),
    /// The condition, if these outputs have these numbers of axes; if not, that is another error.
    Provided(Vec<(Given, usize)>, Box<Condition>),
    /// The component has a single output.
    GivesOne(Path),
    /// Every output of the component has at least one element.
    GivesElements(Path),
    /// The component has an output of this name.
    Gives(Path, Ident),
    /// The component has a parameter of this name.
    HasParameter(Path, Ident),
}

impl Condition {
    /// Whether it depends on the parameters of the network, so that it cannot be in an item.
    pub(crate) fn is_generic(&self, parameters: &[Ident]) -> bool {
        let of_path = |path: &Path| {
            let tokens = path.to_token_stream();
            parameters.iter().any(|parameter| text::mentions(&tokens, parameter))
        };
        match self {
            Condition::Positive(dimension) => dimension.is_generic(),
            Condition::Equal(one, other)
            | Condition::Less(one, other)
            | Condition::AtMost(one, other) => one.is_generic() || other.is_generic(),
            Condition::Takes { component, shape, .. } => {
                of_path(component) || shape.0.iter().any(Dimension::is_generic)
            }
            Condition::Provided(_, condition) => condition.is_generic(parameters),
            Condition::GivesAlike(one, other) => {
                of_path(&one.component) || of_path(&other.component)
            }
            Condition::GivesShape(Given { component: path, .. }, _)
            | Condition::GivesAxes(Given { component: path, .. }, _)
            | Condition::TakesCount(path, _)
            | Condition::GivesOne(path)
            | Condition::GivesElements(path)
            | Condition::Gives(path, _)
            | Condition::HasParameter(path, _) => of_path(path),
        }
    }
}

/// A piece of a message.
pub(crate) enum Part {
    /// Words.
    Text(String),
    /// The value of a constant, in decimals.
    Number(Dimension),
    /// The name of a component's input.
    InputName(Path, usize),
    /// A shape in decimals.
    Shape(Seen),
    /// The layer that turns one shape into another, `reshape(28, 28)` or `flatten`, between two
    /// texts; empty if their numbers of elements differ.
    Bring { before: String, from: Seen, to: Seen, after: &'static str },
    /// The name of a component's output.
    OutputName(Path, usize),
    /// The number of a component's inputs, and their names.
    Inputs(Path),
    /// The number of a component's outputs, and their names.
    Outputs(Path),
    /// The names of a component's parameters.
    Parameters(Path),
}

/// Asserts that a dimension is at least 1, once for each constant.
pub(super) fn positive(
    subject: &str,
    dimension: &Dimension,
    at: impl ToTokens,
    assertions: &mut Vec<Assertion>,
) {
    let known = |assertion: &Assertion| match &assertion.condition {
        Condition::Positive(other) => other.to_string() == dimension.to_string(),
        _ => false,
    };
    if let Dimension::Generic(sum) = dimension {
        // A sum of parameters is positive if they are, which their network asserts.
        let atoms = sum.terms().flat_map(|(_, atoms)| atoms);
        let is_constant = |atom: &&Atom| atom.parameter.is_none() && atom.component.is_none();
        let constants = atoms.filter(is_constant).cloned();
        for constant in constants.map(Polynomial::atom).map(Dimension::from) {
            positive(subject, &constant, at.to_token_stream(), assertions);
        }
        return;
    }
    if matches!(dimension, Dimension::Known(_)) || assertions.iter().any(known) {
        return;
    }
    assertions.push(Assertion {
        condition: Condition::Positive(dimension.clone()),
        message: vec![
            Part::Text(format!("{subject} cannot be {dimension} = ")),
            Part::Number(dimension.clone()),
            Part::Text(": at least 1 is needed".into()),
        ],
        at: at.into_token_stream(),
    });
}

/// Asserts that an output has its declared shape, in one dimension.
pub(super) fn output(
    name: &str,
    declared: &Shape,
    given: &Shape,
    pair: (Dimension, Dimension),
    chain: &str,
    at: impl ToTokens,
) -> Assertion {
    let mut message = vec![Part::Text(format!("`{name}` is declared as "))];
    message.extend(with_values(declared));
    message.push(Part::Text(", but its layers give ".into()));
    message.extend(with_values(given));
    message.push(Part::Text(format!("\n  {chain}\n  help: declare {name}: ")));
    message.push(match given.0.iter().all(Dimension::is_writable) {
        true => Part::Text(given.to_string()),
        false => Part::Shape(Seen::Written(given.clone())),
    });
    let condition = Condition::Equal(pair.0, pair.1);
    Assertion { condition, message, at: at.into_token_stream() }
}

/// Asserts that two shapes are the same in one dimension: `subject [5] and [WIDTH = 7]`.
pub(crate) fn equal_shapes(
    subject: &str,
    shapes: (&Shape, &Shape),
    pair: (Dimension, Dimension),
    detail: &str,
    at: impl ToTokens,
) -> Assertion {
    let mut message = vec![Part::Text(subject.into())];
    message.extend(with_values(shapes.0));
    message.push(Part::Text(" and ".into()));
    message.extend(with_values(shapes.1));
    message.push(Part::Text(format!("\n  {detail}")));
    let condition = Condition::Equal(pair.0, pair.1);
    Assertion { condition, message, at: at.into_token_stream() }
}

/// Asserts that an output that a component computes has its declared shape.
pub(super) fn given_output(
    name: &str,
    (declared, given): (&Shape, &Given),
    condition: Condition,
    chain: &str,
    at: impl ToTokens,
) -> Assertion {
    let mut message = vec![Part::Text(format!("`{name}` is declared as "))];
    message.extend(with_values(declared));
    message.push(Part::Text(", but its layers give ".into()));
    message.push(Part::Shape(Seen::Given(given.clone())));
    message.push(Part::Text(format!("\n  {chain}\n  help: declare {name}: ")));
    message.push(Part::Shape(Seen::Given(given.clone())));
    message.push(Part::Bring {
        before: ", or end with ".into(),
        from: Seen::Given(given.clone()),
        to: Seen::Written(declared.clone()),
        after: "",
    });
    Assertion { condition, message, at: at.into_token_stream() }
}

/// Asserts that two values have the same shape, at least one of which only the compiler knows;
/// `name` is that of the second, which the help message suggests to reshape to the first.
pub(crate) fn alike(
    subject: &str,
    (one, other): (Known<'_>, Known<'_>),
    condition: Condition,
    name: &str,
    at: impl ToTokens,
) -> Assertion {
    let mut message = vec![Part::Text(subject.into())];
    message.extend(one.parts());
    message.push(Part::Text(" and ".into()));
    message.extend(other.parts());
    message.push(Part::Bring {
        before: format!("\n  help: write {name} -> "),
        from: other.seen(),
        to: one.seen(),
        after: "",
    });
    Assertion { condition, message, at: at.into_token_stream() }
}

/// A dimension with its value: `WIDTH = 7`. A parameter has none yet.
pub(crate) fn with_value(dimension: &Dimension) -> Vec<Part> {
    match dimension {
        Dimension::Known(number) => vec![Part::Text(number.to_string())],
        Dimension::Constant { .. } if !dimension.is_writable() => {
            vec![Part::Text(String::new()), Part::Number(dimension.clone())]
        }
        Dimension::Constant { text, .. } => {
            vec![Part::Text(format!("{text} = ")), Part::Number(dimension.clone())]
        }
        Dimension::Generic(sum) => vec![Part::Text(sum.to_string())],
    }
}

/// A shape with the values of its constants: `[28, UNITS = 12]`.
pub(crate) fn with_values(shape: &Shape) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, dimension) in shape.0.iter().enumerate() {
        let before = if index == 0 { "[" } else { ", " };
        let mut rest = with_value(dimension).into_iter();
        if let Some(Part::Text(text)) = rest.next() {
            parts.push(Part::Text(format!("{before}{text}")));
        }
        parts.extend(rest);
    }
    parts.push(Part::Text("]".into()));
    parts
}
