//! The operations: one file for each, with everything that is specific to it.

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

/// The operation that computes a value.
pub(crate) enum Operation {
    /// A declared input.
    Input,
    /// The same elements in one row.
    Flatten,
    /// `activation(input · weight + bias)`.
    Dense(Dense),
    /// An activation applied to each element (softmax: to each row).
    Activation(Activation),
    /// Another elementwise function.
    Elementwise(Elementwise),
    /// An elementwise operation on several values of one shape.
    Merge(Merge),
    /// Several values concatenated along an axis; all other dimensions are equal.
    Concatenate { axis: usize },
    /// The dot product of two values of one dimension: `[1]`.
    Dot,
    /// A slice of one axis.
    Slice(Slice),
    /// The same elements in another shape, which is the node's.
    Reshape,
    /// The same elements with the axes in another order: axis `i` of the output is axis
    /// `axes[i]` of the input.
    Permute { axes: Vec<usize> },
    /// A custom elementwise function, by its path.
    Function(Path),
    /// A custom layer, or another network, by its path.
    Component(Component),
}

/// A custom layer, or another network.
pub(crate) struct Component {
    pub(crate) path: Path,
    /// The number of elements of its output, which only the compiler knows.
    pub(crate) outputs: Dimension,
    /// The number of its parameters, which only the compiler knows.
    pub(crate) length: Dimension,
    /// Its parameters, by name, that this network initializes to a constant.
    pub(crate) constants: Vec<(Ident, TokenStream)>,
}

/// An elementwise function, by its name in `network!`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Elementwise {
    Absolute,
    Negate,
    Square,
    SquareRoot,
    Exponential,
    Logarithm,
    /// Multiplies by a number.
    Scale {
        factor: f32,
    },
    /// Adds a number.
    Shift {
        term: f32,
    },
}

/// The elementwise operation that merges several values.
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

/// A slice of an axis, from `start` up to `end`, which is excluded.
#[derive(Clone, Debug)]
pub(crate) struct Slice {
    pub(crate) axis: usize,
    /// [`Dimension::Known`] 0 if the slice begins at the start of the axis.
    pub(crate) start: Dimension,
    pub(crate) end: Dimension,
}

/// A fully connected layer.
pub(crate) struct Dense {
    /// The number of units, as written: a literal or a constant.
    pub(crate) units: Dimension,
    /// The activation of the units; linear by default.
    pub(crate) activation: Activation,
    /// Whether it has a bias; true by default.
    pub(crate) bias: bool,
    /// The initializer of the weight; Glorot-uniform by default.
    pub(crate) weight_initializer: Initializer,
    /// The initializer of the bias; zeros by default.
    pub(crate) bias_initializer: Initializer,
}

/// An activation function, by its name in `network!`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Activation {
    Linear,
    Relu,
    /// `elu`, or `elu(0.3)`: alpha is 1 by default.
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
    /// User-defined.
    Custom(TypePath),
}

/// The context of a layer whose arguments are read.
pub(crate) struct Site<'a> {
    /// The layer as written.
    pub(crate) layer: &'a Layer,
    /// What the user calls it: its name, or the keyword if it has none.
    pub(crate) name: &'a str,
    /// The units that the declared output requires, if this layer computes the output.
    pub(crate) fitting: Option<&'a str>,
    /// The table of the constants among its dimensions.
    pub(crate) constants: &'a Constants,
    /// The network's default arguments for this kind of layer.
    pub(crate) defaults: &'a [Argument],
    /// The number of values to which it is applied.
    pub(crate) values: usize,
}

/// The context of a layer whose output shape is inferred.
pub(crate) struct Fit<'a> {
    /// The layer as written.
    pub(crate) layer: &'a Layer,
    /// What the user calls it.
    pub(crate) name: &'a str,
    /// The name before its colon, if there is one.
    pub(crate) label: Option<&'a Ident>,
    /// What the user calls the value to which it is applied.
    pub(crate) producer: &'a str,
    /// The shape of that value.
    pub(crate) input: &'a Shape,
    /// The type that computes that value, if it is a network or a custom layer.
    pub(crate) component: Option<&'a Path>,
    /// The component that computes that value, if only the compiler knows its shape.
    pub(crate) given: Option<Given>,
    /// The table of the constants among the dimensions.
    pub(crate) constants: &'a Constants,
    /// The chain of shapes up to that value.
    pub(crate) chain: String,
    /// The output shape that is written in the layer itself, whatever its input, if it is.
    pub(crate) written: Option<&'a Shape>,
    /// The units that the declared output requires, if this layer computes the output.
    pub(crate) fitting: Option<&'a str>,
}

/// The context of a merge of several values whose output shape is inferred.
pub(crate) struct MergeFit<'a> {
    /// The merge as written, without the values.
    pub(crate) layer: &'a Layer,
    /// What the user calls it.
    pub(crate) name: &'a str,
    /// Its inputs.
    pub(crate) values: Vec<Value<'a>>,
}

/// One of several values.
pub(crate) struct Value<'a> {
    /// What the user calls it, or how it is written.
    pub(crate) name: String,
    /// Its shape; `None` if it is unknown because of an error.
    pub(crate) shape: Option<&'a Shape>,
    /// The component that computes it, if only the compiler knows its shape.
    pub(crate) given: Option<Given>,
    /// The layer that computes it, if that has no name.
    pub(crate) unnamed: Option<&'a Layer>,
    /// The tokens that name it, for error messages.
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
/// An argument with an error is reported and replaced by something that fits everywhere; `None` if
/// there is no such replacement.
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

/// Reads the output shape that a layer has whatever its input, if it is written in the layer.
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

/// The layers for which one layer is short: a slice of several axes is several slices.
pub(crate) fn single_steps(layer: Layer) -> Vec<Layer> {
    if layer.keyword == "slice" { slice::single_axes(layer) } else { vec![layer] }
}

/// The built-in words in a layer without errors: its keyword, names and functions.
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

    /// The output shape of a layer; an input that does not fit is reported. Fills in what the
    /// layer's operation leaves to the shape of its input.
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

    /// The output shape of a merge; inputs that do not fit are reported.
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
    /// The argument that is the number of units, if the layer has one.
    pub(crate) fn units(&self) -> Option<&Argument> {
        if self.keyword == "dense" {
            arguments::find(self, &dense::SIGNATURE, "units")
        } else {
            None
        }
    }
}
