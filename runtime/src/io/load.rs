//! Loads parameters from a safetensors file. Everything is checked before anything is changed.

use super::format::{read, read_pytorch};
use super::tensors::{refuse_others, tensor};
use super::{Architecture, FileContent, FileKind, Layout, LoadError, finite};
use crate::network::Parameter;
use safetensors::SafeTensors;
use std::borrow::ToOwned;
use std::path::Path;
use std::vec::Vec;

/// Replaces the elements of a network by those in the file, which another program wrote unless
/// the layout is Burdock's.
pub(super) fn from_file(
    network: Architecture,
    elements: &mut [f32],
    path: &Path,
    layout: Layout,
) -> Result<(), LoadError> {
    let bytes = whole(path)?;
    let file = match layout {
        Layout::Burdock => read(&bytes, path, FileContent::Parameters)?.0,
        Layout::PyTorch => read_pytorch(&bytes, path)?,
    };
    let tensors = checked(&file, network, layout)?;
    for (parameter, bytes) in tensors {
        layout.copy(parameter, bytes, &mut elements[parameter.range()]);
    }
    Ok(())
}

/// The bytes of every parameter of the network, if the file has exactly these.
fn checked<'f>(
    file: &SafeTensors<'f>,
    network: Architecture,
    layout: Layout,
) -> Result<Vec<(&'static Parameter, &'f [u8])>, LoadError> {
    let mut tensors = Vec::with_capacity(network.parameters.len());
    for parameter in network.parameters {
        let shape = layout.shape(parameter);
        let bytes = tensor(file, parameter.name, &shape, layout, network.name)?;
        finite::check_bytes(bytes, parameter.name, &shape)?;
        tensors.push((parameter, bytes));
    }
    let known = |name: &str| network.parameters.iter().any(|parameter| parameter.name == name);
    refuse_others(file, network.name, known)?;
    Ok(tensors)
}

/// The whole file. What is no regular file, such as a FIFO, might never end.
pub(super) fn whole(path: &Path) -> Result<Vec<u8>, LoadError> {
    let refused = |error| LoadError::Read { path: path.to_owned(), error };
    let found = std::fs::metadata(path).map_err(refused)?.file_type();
    if !found.is_file() {
        let (path, found) = (path.to_owned(), FileKind::of(found));
        return Err(LoadError::NotRegular { path, found });
    }
    std::fs::read(path).map_err(refused)
}
