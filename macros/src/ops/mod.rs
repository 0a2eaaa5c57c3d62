//! The operations: one file for each, with all that is particular to it.

mod activation;
mod arguments;
mod dense;
mod flatten;
mod words;

pub(crate) use dense::with_units;

use crate::diagnostics::Diagnostics;
use crate::graph::constants::Constants;
use crate::graph::shape::{Dimension, Shape};
use crate::nearest::nearest;
use crate::syntax::tree::{Argument, Layer};
use proc_macro2::Ident;
use syn::Path;

/// The layers' keywords.
pub(crate) const LAYERS: [&str; 3] = ["flatten", "dense", "activation"];

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Initializer {
    Zeros,
    Ones,
    GlorotUniform,
    GlorotNormal,
    HeUniform,
    HeNormal,
    LecunUniform,
    LecunNormal,
}

/// A layer as it is written, where its arguments are read.
pub(crate) struct Site<'a> {
    /// What was written.
    pub(crate) layer: &'a Layer,
    /// What the author calls it: its name, or the keyword where it has none.
    pub(crate) name: &'a str,
    /// The units that the declared output asks for, where this layer gives it.
    pub(crate) fitting: Option<&'a str>,
    /// The layer before it in the statement.
    pub(crate) before: Option<&'a Layer>,
    /// Where the constants among its dimensions are kept.
    pub(crate) constants: &'a Constants,
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
    /// The shapes up to that value.
    pub(crate) chain: String,
    /// The units that the declared output asks for, where this layer gives it.
    pub(crate) fitting: Option<&'a str>,
}

/// Reads a layer's keyword and arguments.
///
/// What has a fault is reported and replaced by something that fits everywhere; nothing is left
/// where not even the kind of layer is known.
pub(crate) fn read(site: &Site<'_>, diagnostics: &mut Diagnostics) -> Option<Operation> {
    let keyword = &site.layer.keyword;
    Some(match keyword.to_string().as_str() {
        "flatten" => flatten::read(site, diagnostics),
        "dense" => Operation::Dense(dense::read(site, diagnostics)),
        "activation" => Operation::Activation(activation::read(site, diagnostics)),
        word if Activation::from_name(word).is_some() => {
            let fault =
                diagnostics.error(keyword, format_args!("`{word}` is an activation, not a layer"));
            match site.before.and_then(dense::units_alone) {
                Some(units) => fault.help(format_args!(
                    "write activation({word}), or dense({units}, {word}) for the layer before"
                )),
                None => fault.help(format_args!("write activation({word})")),
            };
            return None;
        }
        word => {
            let fault = diagnostics.error(keyword, format_args!("there is no layer `{word}`"));
            match nearest(word, LAYERS) {
                Some(near) => fault.help(format_args!("write `{near}`")),
                None => fault.help(format_args!("the layers are {}", LAYERS.join(", "))),
            };
            return None;
        }
    })
}

/// The words of the language in a layer without faults: its keyword, names and functions.
pub(crate) fn words(layer: &Layer) -> Vec<Ident> {
    let is_function = |word: &&Ident| {
        let word = word.to_string();
        Activation::from_name(&word).is_some() || Initializer::from_name(&word).is_some()
    };
    let arguments = || layer.arguments.iter().flatten();
    let names = arguments().filter_map(|argument| argument.name.as_ref());
    let values = arguments().filter_map(|argument| argument.value.as_ref());
    let functions = values.filter_map(arguments::function_word).filter(is_function);
    std::iter::once(&layer.keyword).chain(names).chain(functions).cloned().collect()
}

impl Operation {
    /// The shape that a layer gives; what it cannot take is reported.
    pub(crate) fn infer(&self, fit: &Fit<'_>, diagnostics: &mut Diagnostics) -> Option<Shape> {
        match self {
            Operation::Input => None,
            Operation::Flatten => flatten::infer(fit, diagnostics),
            Operation::Dense(dense) => Some(dense::infer(dense, fit, diagnostics)),
            Operation::Activation(activation) => {
                activation::infer(*activation, fit, diagnostics);
                Some(fit.input.clone())
            }
            _ => todo!("infer"),
        }
    }

    /// What the layer gives whatever it is put into, where that is known.
    pub(crate) fn shape_of_itself(&self) -> Option<Shape> {
        match self {
            Operation::Dense(dense) => Some(Shape(vec![dense.units.clone()])),
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
