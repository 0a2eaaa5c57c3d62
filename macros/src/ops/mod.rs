//! The operations: one file for each, with all that is particular to it.

mod activation;
mod argument_faults;
mod arguments;
mod component;
mod concatenate;
mod defaults;
mod dense;
mod dot;
mod elementwise;
mod flatten;
mod keywords;
mod list;
mod merge;
mod output;
mod path;
mod permute;
mod reshape;
mod slice;
mod values;
mod words;

pub(crate) use component::gives_one;
pub(crate) use defaults::{check as check_defaults, of as defaults};
pub(crate) use dense::{subject as dense_subject, with_units};
pub(crate) use keywords::{
    Meant, Unknown, has_parameters, is_keyword, is_layer, is_merge, report_call, report_unknown,
    stem,
};
pub(crate) use merge::axes;
pub(crate) use output::name as output_name;
pub(crate) use path::TypePath;

use crate::diagnostics::Diagnostics;
use crate::graph::assertion::Assertion;
use crate::graph::constants::Constants;
use crate::graph::given::{Given, Known};
use crate::graph::shape::{Dimension, Shape};
use crate::syntax::tree::{Argument, Layer, OUTPUT};
use proc_macro2::{Ident, TokenStream};
use syn::Path;

/// What makes a value.
pub(crate) enum Operation {
    /// A declared input.
    Input,
    /// The same numbers in one row.
    Flatten,
    /// `activation(input · weight + bias)`.
    Dense(Dense),
    /// An activation applied to each number (softmax: to each row).
    Activation(Activation),
    /// Another function of each number.
    Elementwise(Elementwise),
    /// Several values of one shape, put together number by number.
    Merge(Merge),
    /// Several values one after the other along an axis, all other dimensions alike.
    Concatenate { axis: usize },
    /// The sum of the products of two values of one dimension: `[1]`.
    Dot,
    /// A part of one axis.
    Slice(Slice),
    /// The same numbers in another shape, which is the node's.
    Reshape,
    /// The same numbers with the axes in another order: axis `i` of what it gives is axis
    /// `axes[i]` of what it takes.
    Permute { axes: Vec<usize> },
    /// A function of each number that the author wrote, by its path.
    Function(Path),
    /// A layer that the author wrote, or another network, by its path.
    Component(Component),
}

/// A layer that the author wrote, or another network.
pub(crate) struct Component {
    pub(crate) path: Path,
    /// How many numbers it gives, which only the compiler knows.
    pub(crate) outputs: Dimension,
    /// How many numbers its parameters are, which only the compiler knows.
    pub(crate) length: Dimension,
    /// Which parameters begin with a number of this network's, by their names.
    pub(crate) constants: Vec<(Ident, TokenStream)>,
}

/// A function of each number, by its name in `network!`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Elementwise {
    Absolute,
    Negate,
    Square,
    SquareRoot,
    Exponential,
    Logarithm,
    /// Multiplied by a number.
    Scale {
        factor: f32,
    },
    /// A number is added.
    Shift {
        term: f32,
    },
}

/// What becomes of numbers at the same place of several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Merge {
    Add,
    /// The first minus the second; of two values only.
    Subtract,
    Multiply,
    Average,
    Maximum,
    Minimum,
}

/// Part of an axis, from `start` up to `end`, which is no longer part of it.
#[derive(Clone, Debug)]
pub(crate) struct Slice {
    pub(crate) axis: usize,
    /// [`Dimension::Known`] 0 where it begins at the beginning.
    pub(crate) start: Dimension,
    pub(crate) end: Dimension,
}

/// A fully connected layer.
pub(crate) struct Dense {
    /// How many units, as written: a literal or a constant.
    pub(crate) units: Dimension,
    /// What each unit applies; linear where nothing is said.
    pub(crate) activation: Activation,
    /// Whether it has a bias; true where nothing is said.
    pub(crate) bias: bool,
    /// How the weight begins: Glorot-uniform where nothing is said.
    pub(crate) weight_initializer: Initializer,
    /// How the bias begins: zeros where nothing is said.
    pub(crate) bias_initializer: Initializer,
}

/// An activation function, by its name in `network!`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Activation {
    Linear,
    Relu,
    /// `elu`, or `elu(0.3)`: the alpha is 1 where nothing is said.
    Elu {
        alpha: f32,
    },
    Selu,
    Sigmoid,
    Tanh,
    Softmax,
    Softplus,
    Heaviside,
    Sign,
}

/// An initializer, by its name in `network!`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Initializer {
    Zeros,
    Ones,
    GlorotUniform,
    GlorotNormal,
    HeUniform,
    HeNormal,
    LecunUniform,
    LecunNormal,
    /// Written by the author.
    Custom(TypePath),
}

/// A layer as it is written, where its arguments are read.
pub(crate) struct Site<'a> {
    /// What was written.
    pub(crate) layer: &'a Layer,
    /// What the author calls it: its name, or the keyword where it has none.
    pub(crate) name: &'a str,
    /// The units that the declared output asks for, where this layer gives it.
    pub(crate) fitting: Option<&'a str>,
    /// Where the constants among its dimensions are kept.
    pub(crate) constants: &'a Constants,
    /// What the network says for all layers of this kind.
    pub(crate) defaults: &'a [Argument],
    /// How many values it is applied to.
    pub(crate) values: usize,
}

/// A layer and what is put into it, where its shape is inferred.
pub(crate) struct Fit<'a> {
    /// What was written.
    pub(crate) layer: &'a Layer,
    /// What the author calls it.
    pub(crate) name: &'a str,
    /// The name before its colon, where there is one.
    pub(crate) label: Option<&'a Ident>,
    /// What the author calls the value that it is applied to.
    pub(crate) producer: &'a str,
    /// That value's shape.
    pub(crate) input: &'a Shape,
    /// The type that gives that value, where it is a network or a layer of the author's.
    pub(crate) component: Option<&'a Path>,
    /// What gives that value, where only the compiler knows its shape.
    pub(crate) given: Option<Given>,
    /// Where the constants among the dimensions are kept.
    pub(crate) constants: &'a Constants,
    /// The shapes up to that value.
    pub(crate) chain: String,
    /// The shape that the layer gives whatever it is put into, where that is written.
    pub(crate) written: Option<&'a Shape>,
    /// The units that the declared output asks for, where this layer gives it.
    pub(crate) fitting: Option<&'a str>,
}

/// Several values and what puts them together, where the shape is inferred.
pub(crate) struct MergeFit<'a> {
    /// What was written, without the values.
    pub(crate) layer: &'a Layer,
    /// What the author calls it.
    pub(crate) name: &'a str,
    /// What is put together.
    pub(crate) values: Vec<Value<'a>>,
}

/// One of several values.
pub(crate) struct Value<'a> {
    /// What the author calls it, or how it is written.
    pub(crate) name: String,
    /// Its shape; nothing where a fault hides it.
    pub(crate) shape: Option<&'a Shape>,
    /// What gives it, where only the compiler knows its shape.
    pub(crate) given: Option<Given>,
    /// The layer that gives it, where that has no name.
    pub(crate) unnamed: Option<&'a Layer>,
    /// Where it is written.
    pub(crate) at: &'a TokenStream,
}

impl Value<'_> {
    /// What is known of its shape.
    pub(crate) fn known(&self) -> Option<Known<'_>> {
        Some(Known { shape: self.shape?, given: self.given.as_ref() })
    }
}

/// Reads a layer's arguments.
///
/// What has a fault is reported and replaced by something that fits everywhere; nothing is left
/// where that cannot be.
pub(crate) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Option<Operation> {
    if let Some(path) = &site.layer.path {
        return Some(Operation::Component(component::read(path, site, diagnostics)));
    }
    let keyword = site.layer.keyword.to_string();
    Some(match keyword.as_str() {
        "flatten" => flatten::read(site, diagnostics),
        "dense" => Operation::Dense(dense::read(site, diagnostics)),
        "activation" => activation::read(site, diagnostics),
        "reshape" => Operation::Reshape,
        "permute" => permute::read(site, diagnostics)?,
        "slice" => slice::read(site, diagnostics)?,
        OUTPUT => output::read(),
        "concatenate" => concatenate::read(site, diagnostics)?,
        "dot" => dot::read(site, diagnostics)?,
        word => match Merge::from_name(word) {
            Some(merge) => merge::read(merge, site, diagnostics)?,
            None => Operation::Elementwise(elementwise::read(site, diagnostics)?),
        },
    })
}

/// Reads the shape that a layer gives whatever it is put into, where that is written.
pub(crate) fn read_shape(
    operation: &Operation,
    site: &Site<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    match operation {
        Operation::Dense(dense) => Some(Shape(vec![dense.units.clone()])),
        Operation::Reshape => reshape::read(site, diagnostics),
        _ => None,
    }
}

/// The layers that one layer stands for: a slice of several axes is several slices.
pub(crate) fn single_steps(layer: Layer) -> Vec<Layer> {
    if layer.keyword == "slice" { slice::single_axes(layer) } else { vec![layer] }
}

/// The words of the language in a layer without faults: its keyword, names and functions.
pub(crate) fn words(layer: &Layer) -> Vec<Ident> {
    if layer.path.is_some() || layer.keyword == OUTPUT {
        return Vec::new();
    }
    let is_function = |word: &&Ident| {
        let word = word.to_string();
        Activation::from_name(&word).is_some() || Initializer::from_name(&word).is_some()
    };
    let arguments = || layer.arguments.iter().flatten();
    let names = arguments().filter_map(|argument| argument.name.as_ref());
    let values = arguments().filter_map(|argument| argument.value.as_ref());
    let functions = values.filter_map(values::function_word).filter(is_function);
    [&layer.keyword].into_iter().chain(names).chain(functions).cloned().collect()
}

impl Operation {
    /// Whether it takes several values.
    pub(crate) fn is_merge(&self) -> bool {
        matches!(self, Operation::Merge(_) | Operation::Concatenate { .. } | Operation::Dot)
    }

    /// The shape that a layer gives; what it cannot take is reported. Completes what the layer
    /// leaves to the shape that it is applied to.
    pub(crate) fn infer(
        &mut self,
        fit: &Fit<'_>,
        assertions: &mut Vec<Assertion>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Shape> {
        match self {
            Operation::Input
            | Operation::Merge(_)
            | Operation::Concatenate { .. }
            | Operation::Dot => None,
            Operation::Flatten => flatten::infer(fit, diagnostics),
            Operation::Dense(dense) => Some(dense::infer(dense, fit, diagnostics)),
            Operation::Activation(activation) => {
                activation::infer(*activation, fit, diagnostics);
                Some(fit.input.clone())
            }
            Operation::Elementwise(_) | Operation::Function(_) => Some(fit.input.clone()),
            Operation::Component(component) => {
                Some(component::infer(component, fit, assertions, diagnostics))
            }
            Operation::Slice(slice) if fit.layer.keyword == OUTPUT => {
                output::infer(slice, fit, assertions, diagnostics)
            }
            Operation::Slice(slice) => slice::infer(slice, fit, assertions, diagnostics),
            Operation::Reshape => reshape::infer(fit, assertions, diagnostics),
            Operation::Permute { axes } => permute::infer(axes, fit, diagnostics),
        }
    }

    /// The shape that several values give together; what does not fit is reported.
    pub(crate) fn merge(
        &mut self,
        fit: &MergeFit<'_>,
        assertions: &mut Vec<Assertion>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Shape> {
        match self {
            Operation::Merge(merge) => merge::infer(*merge, fit, assertions, diagnostics),
            Operation::Concatenate { axis } => {
                concatenate::infer(axis, fit, assertions, diagnostics)
            }
            Operation::Dot => Some(dot::infer(fit, assertions, diagnostics)),
            Operation::Component(component) => {
                Some(component::merge(component, fit, assertions, diagnostics))
            }
            _ => None,
        }
    }
}

impl Layer {
    /// The argument that says how many units there are, where the layer has one.
    pub(crate) fn units(&self) -> Option<&Argument> {
        if self.keyword == "dense" {
            arguments::find(self, &dense::SIGNATURE, "units")
        } else {
            None
        }
    }
}
