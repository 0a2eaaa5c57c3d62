//! Checks a weights file against the architecture that embeds it.
//!
//! Input: the file's header and the plan's parameters. Output: the offset of each parameter in the
//! file. Every error is reported at the file's name in the declaration.

mod finite;
mod misfits;
mod origin;

use crate::diagnostics::Diagnostics;
use crate::graph::Graph;
use crate::graph::assertion::Assertion;
use crate::plan::Plan;
use crate::plan::parameters::LayerKind;
use misfits::File;
use safetensors::SafeTensors;
use std::path::{Path, PathBuf};
use std::{env, fs, io};
use syn::LitStr;
use syn::ext::IdentExt;

/// A file that fits.
pub(crate) struct Weights {
    /// The path as written.
    pub(crate) path: LitStr,
    /// The tensors of the file for each layer.
    pub(crate) layers: Vec<LayerWeights>,
    /// What must hold for constants so that the file fits.
    pub(crate) assertions: Vec<Assertion>,
}

/// The tensors of a file for one layer.
pub(crate) enum LayerWeights {
    /// The offset in the file, in bytes, of each parameter of a dense layer.
    Dense(Vec<usize>),
    /// All tensors of a component, whose parameters only the compiler knows.
    Component(Vec<Tensor>),
}

/// A tensor of a component.
pub(crate) struct Tensor {
    /// Its name inside the component.
    pub(crate) name: String,
    pub(crate) shape: Vec<usize>,
    /// Its offset in the file, in bytes.
    pub(crate) offset: usize,
}

/// Checks the file that the declaration names, if it names one; `None` if that has an error.
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
    let data = &bytes[8 + header..];
    origin::check(path, &metadata, data, diagnostics)?;
    let mut file = File::new(path, &metadata);
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
    if !file.fits() {
        return None;
    }
    if let Some(fault) = finite::first_not_finite(&metadata, data) {
        diagnostics
            .error(path, format_args!("{fault} in {}; it must be finite", short(path)))
            .help("train again, with a lower learning rate, and save the network");
        return None;
    }
    Some(Weights { path: path.clone(), layers, assertions: file.assertions })
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

/// The path as it is written, without its directories if it is long.
fn short(path: &LitStr) -> String {
    let value = path.value();
    let name = Path::new(&value).file_name().map(|name| name.to_string_lossy().into_owned());
    match name {
        Some(name) if value.len() > 40 => name,
        _ => value,
    }
}

/// Some names, or a text that there are none.
fn list(names: &[String], none: &str) -> String {
    match names {
        [] => none.into(),
        names if names.len() > 8 => {
            format!("{} and {} more", names[..8].join(", "), names.len() - 8)
        }
        names => names.join(", "),
    }
}
