//! A file of weights against the architecture that is to carry it.
//!
//! Takes the file's header and the plan's parameters, gives the place of each parameter in the
//! file. Every fault is reported at the file's name in the declaration.

use crate::diagnostics::Diagnostics;
use crate::graph::Graph;
use crate::graph::assertion::{Assertion, Condition, Part};
use crate::graph::shape::{Dimension, Shape};
use crate::nearest::nearest;
use crate::plan::Plan;
use crate::plan::parameters::LayerKind;
use crate::plan::size::Size;
use quote::ToTokens;
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, Metadata, TensorInfo};
use std::path::{Path, PathBuf};
use std::{env, fs, io};
use syn::LitStr;
use syn::ext::IdentExt;

/// A file that fits.
pub(crate) struct Weights {
    /// As it is written.
    pub(crate) path: LitStr,
    /// What the file has for each layer.
    pub(crate) layers: Vec<LayerWeights>,
    /// What must hold of constants for the file to fit.
    pub(crate) assertions: Vec<Assertion>,
}

/// What a file has for one layer.
pub(crate) enum LayerWeights {
    /// Where each parameter of a dense layer begins in the file, in bytes.
    Dense(Vec<usize>),
    /// All tensors of a component, whose parameters only the compiler knows.
    Component(Vec<Tensor>),
}

/// A tensor of a component.
pub(crate) struct Tensor {
    /// Its name inside the component.
    pub(crate) name: String,
    pub(crate) shape: Vec<usize>,
    /// Where it begins in the file, in bytes.
    pub(crate) offset: usize,
}

/// Checks the file that the declaration names, if it names one; nothing if that has a fault.
pub(crate) fn check(
    graph: &Graph,
    plan: &Plan,
    diagnostics: &mut Diagnostics,
) -> Option<Option<Weights>> {
    let Some(path) = &graph.weights else {
        return Some(None);
    };
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    check_in(&package, path, graph, plan, diagnostics).map(Some)
}

/// Checks a file whose path is relative to `package`.
pub(crate) fn check_in(
    package: &Path,
    path: &LitStr,
    graph: &Graph,
    plan: &Plan,
    diagnostics: &mut Diagnostics,
) -> Option<Weights> {
    let full = package.join(path.value());
    let bytes = match fs::read(&full) {
        Ok(bytes) => bytes,
        Err(error) => {
            report_unreadable(path, &full, &error, diagnostics);
            return None;
        }
    };
    let (header, metadata) = match SafeTensors::read_metadata(&bytes) {
        Ok(read) => read,
        Err(error) => {
            diagnostics
                .error(path, format_args!("{} is not a safetensors file", short(path)))
                .detail(format_args!("{}: {error}", full.display()));
            return None;
        }
    };
    let mut file = File { path, metadata: &metadata, assertions: Vec::new(), misfits: Vec::new() };
    let mut wanted = Vec::new();
    let mut layers = Vec::new();
    for layer in &plan.layers {
        let name = graph.nodes[layer.node.0].name.unraw().to_string();
        layers.push(match &layer.kind {
            LayerKind::Dense(dense) => {
                let tensors = dense.parameters.iter().map(|parameter| {
                    let tensor = format!("{name}.{}", parameter.name);
                    let offset = file.offset(&name, &tensor, &parameter.shape);
                    wanted.push(tensor);
                    offset.map(|offset| 8 + header + offset).unwrap_or_default()
                });
                LayerWeights::Dense(tensors.collect())
            }
            LayerKind::Component(_) => {
                let tensors = file.of_component(&name, 8 + header);
                wanted.extend(tensors.iter().map(|tensor| format!("{name}.{}", tensor.name)));
                LayerWeights::Component(tensors)
            }
        });
    }
    file.refuse_others(&wanted);
    file.report(diagnostics);
    let fits = file.misfits.is_empty();
    fits.then_some(Weights { path: path.clone(), layers, assertions: file.assertions })
}

struct File<'a> {
    path: &'a LitStr,
    metadata: &'a Metadata,
    assertions: Vec<Assertion>,
    misfits: Vec<Misfit>,
}

/// A tensor that is not as the network has it.
struct Misfit {
    headline: String,
    /// What helps with this one.
    remark: String,
}

impl File<'_> {
    /// Where a tensor's bytes begin after the header, if it is there and fits.
    fn offset(&mut self, layer: &str, name: &str, shape: &[Size]) -> Option<usize> {
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

    /// The tensors of a component, whose bytes begin after `start`; which it needs, the compiler
    /// says.
    fn of_component(&mut self, layer: &str, start: usize) -> Vec<Tensor> {
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
            None => format!("it has {}", list(&names)),
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
        let headline = format!("`{name}` is {found:?} in the file, but {wanted} in the network");
        let remark = format!("the file is {}, the layer `{layer}`", short(self.path));
        self.misfits.push(Misfit { headline, remark });
    }

    /// One fault for the whole file, as one cause makes several tensors misfit: a layer that is
    /// wider than the file's changes its weight, its bias and the next layer's weight.
    fn report(&self, diagnostics: &mut Diagnostics) {
        let [first, others @ ..] = &self.misfits[..] else { return };
        let fault = diagnostics.error(self.path, &first.headline).detail(&first.remark);
        for other in others {
            fault.detail(format_args!("and {}", other.headline));
        }
    }

    /// Leaves to the compiler what only it knows.
    fn assert_equal(
        &mut self,
        name: &str,
        shape: &[Size],
        size: &Size,
        found: usize,
        tensor: &TensorInfo,
    ) {
        let dimension = dimension(size);
        // One constant stands in several tensors: it is one fault where it does not fit.
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

    /// Reports tensors for which the network has no place, unless that only repeats a fault.
    fn refuse_others(&mut self, wanted: &[String]) {
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

fn report_unreadable(path: &LitStr, full: &Path, error: &io::Error, diagnostics: &mut Diagnostics) {
    let file = short(path);
    let headline = match error.kind() {
        io::ErrorKind::NotFound => format!("there is no file {file}"),
        _ => format!("{file} cannot be read: {error}"),
    };
    diagnostics
        .error(path, headline)
        .detail(format_args!("looked for {}", full.display()))
        .help("give the path from the directory of Cargo.toml");
}

/// The path as it is written, without its directories where it is long.
fn short(path: &LitStr) -> String {
    let value = path.value();
    let name = Path::new(&value).file_name().map(|name| name.to_string_lossy().into_owned());
    match name {
        Some(name) if value.len() > 40 => name,
        _ => value,
    }
}

fn list(names: &[String]) -> String {
    match names {
        [] => "no tensors at all".into(),
        names if names.len() > 8 => {
            format!("{} and {} more", names[..8].join(", "), names.len() - 8)
        }
        names => names.join(", "),
    }
}

fn written(shape: &[Size]) -> String {
    Shape(shape.iter().map(dimension).collect()).to_string()
}

/// A parameter's size as the author's dimension: it is one, or a product of them.
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
