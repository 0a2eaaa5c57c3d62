//! Compares the tensors of a file with the parameters of the network.

use super::{Tensor, list, short};
use crate::diagnostics::Diagnostics;
use crate::graph::assertion::{Assertion, Condition, Part};
use crate::graph::shape::{Dimension, Shape};
use crate::nearest::nearest;
use crate::plan::size::Size;
use quote::ToTokens;
use safetensors::tensor::{Dtype, Metadata, TensorInfo};
use syn::LitStr;

/// A file, and the errors found in it.
pub(super) struct File<'a> {
    path: &'a LitStr,
    metadata: &'a Metadata,
    /// What must hold for constants so that the file fits.
    pub(super) assertions: Vec<Assertion>,
    misfits: Vec<Misfit>,
}

/// A tensor that does not match the network.
struct Misfit {
    headline: String,
    /// The help text for this one.
    remark: String,
}

impl<'a> File<'a> {
    pub(super) fn new(path: &'a LitStr, metadata: &'a Metadata) -> Self {
        Self { path, metadata, assertions: Vec::new(), misfits: Vec::new() }
    }

    /// Whether no error has been found.
    pub(super) fn fits(&self) -> bool {
        self.misfits.is_empty()
    }

    /// The offset of a tensor's bytes after the header, if it is there and fits.
    pub(super) fn offset(&mut self, layer: &str, name: &str, shape: &[Size]) -> Option<usize> {
        let Some(tensor) = self.metadata.info(name) else {
            self.report_missing(name);
            return None;
        };
        if tensor.dtype != Dtype::F32 {
            self.report_type(name, tensor);
            return None;
        }
        let known: Vec<Option<usize>> = shape.iter().map(Size::known).collect();
        let is_same =
            |(known, found): (&Option<usize>, &usize)| known.is_none_or(|known| known == *found);
        if known.len() != tensor.shape.len() || !known.iter().zip(&tensor.shape).all(is_same) {
            self.report_shape(layer, name, shape, tensor);
            return None;
        }
        for (size, &found) in shape.iter().zip(&tensor.shape) {
            if size.known().is_none() {
                self.assert_equal(name, shape, size, found, tensor);
            }
        }
        Some(tensor.data_offsets.0)
    }

    /// The tensors of a component, whose bytes begin after `start`; the compiler checks which ones
    /// the component needs.
    pub(super) fn of_component(&mut self, layer: &str, start: usize) -> Vec<Tensor> {
        let prefix = format!("{layer}.");
        let mut tensors = Vec::new();
        for key in self.metadata.offset_keys() {
            let (Some(name), Some(tensor)) = (key.strip_prefix(&prefix), self.metadata.info(&key))
            else {
                continue;
            };
            if tensor.dtype != Dtype::F32 {
                self.report_type(&key, tensor);
            }
            tensors.push(Tensor {
                name: name.to_owned(),
                shape: tensor.shape.clone(),
                offset: start + tensor.data_offsets.0,
            });
        }
        tensors
    }

    fn report_missing(&mut self, name: &str) {
        let names = self.metadata.offset_keys();
        let headline = format!("{} has no tensor `{name}`", short(self.path));
        let remark = match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => format!("help: it has `{near}`"),
            None => format!("it has {}", list(&names, "no tensors at all")),
        };
        self.misfits.push(Misfit { headline, remark });
    }

    fn report_type(&mut self, name: &str, tensor: &TensorInfo) {
        let (file, found) = (short(self.path), tensor.dtype);
        let headline = format!("`{name}` in {file} is of type {found:?}, not F32");
        self.misfits.push(Misfit { headline, remark: "help: save the weights in 32 bit".into() });
    }

    fn report_shape(&mut self, layer: &str, name: &str, shape: &[Size], tensor: &TensorInfo) {
        let (found, wanted) = (&tensor.shape, written(shape));
        let known = shape.iter().rev().map(Size::known);
        let is_transposed = found.len() > 1 && found.iter().map(|it| Some(*it)).eq(known);
        let remark = if is_transposed { ": it is transposed" } else { "" };
        let headline =
            format!("`{name}` is {found:?} in the file, but {wanted} in the network{remark}");
        let remark = format!("the file is {}, the layer `{layer}`", short(self.path));
        self.misfits.push(Misfit { headline, remark });
    }

    /// One error for the whole file, as one cause makes several tensors misfit: a layer that is
    /// wider than the file's changes its weight, its bias and the next layer's weight.
    pub(super) fn report(&self, diagnostics: &mut Diagnostics) {
        let [first, others @ ..] = &self.misfits[..] else { return };
        let fault = diagnostics.error(self.path, &first.headline).detail(&first.remark);
        for other in others {
            fault.detail(format_args!("and {}", other.headline));
        }
    }

    /// Asserts, for the compiler, what only it can check.
    fn assert_equal(
        &mut self,
        name: &str,
        shape: &[Size],
        size: &Size,
        found: usize,
        tensor: &TensorInfo,
    ) {
        let dimension = dimension(size);
        // The same constant occurs in several tensors: if it does not fit, that is one error.
        let is_known = |known: &Assertion| {
            matches!(&known.condition, Condition::Equal(constant, Dimension::Known(number))
                if constant.to_string() == dimension.to_string() && *number == found)
        };
        if self.assertions.iter().any(is_known) {
            return;
        }
        let (wanted, found_shape) = (written(shape), &tensor.shape);
        let text = format!(
            "`{name}` is {found_shape:?} in the file, but {wanted} in the network, where {dimension} is "
        );
        self.assertions.push(Assertion {
            condition: Condition::Equal(dimension.clone(), Dimension::Known(found)),
            message: vec![Part::Text(text), Part::Number(dimension)],
            at: self.path.to_token_stream(),
        });
    }

    /// Reports tensors that the network does not have, unless that only repeats an error.
    pub(super) fn refuse_others(&mut self, wanted: &[String]) {
        if !self.misfits.is_empty() {
            return;
        }
        let file = short(self.path);
        let names = self.metadata.offset_keys().into_iter();
        self.misfits.extend(names.filter(|name| !wanted.contains(name)).map(|name| {
            let layer = name.rsplit_once('.').map_or(&*name, |(layer, _)| layer);
            Misfit {
                headline: format!("{file} has a tensor `{name}`, but the network has none"),
                remark: format!("help: add a layer `{layer}`, or save the file from this network"),
            }
        }));
    }
}

fn written(shape: &[Size]) -> String {
    Shape(shape.iter().map(dimension).collect()).to_string()
}

/// The size of a parameter as the user's dimension: it is one, or a product of them.
fn dimension(size: &Size) -> Dimension {
    match size {
        Size::Known(number) => Dimension::Known(*number),
        Size::Constant(constant) => {
            Dimension::Constant { tokens: constant.tokens.clone(), text: constant.text.clone() }
        }
        Size::Product(factors) => Shape(factors.iter().map(dimension).collect())
            .numbers()
            .unwrap_or_else(Dimension::unknown),
        Size::Sum(_) | Size::Max(_) => {
            unreachable!("parameters are as large as products of dimensions")
        }
    }
}
