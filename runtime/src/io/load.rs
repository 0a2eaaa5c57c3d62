//! Parameters from a safetensors file. Everything is checked before anything is changed.

use super::LoadError;
use crate::memory::flat_mut;
use crate::network::{Network, Parameter};
use core::slice::from_mut;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use std::borrow::ToOwned;
use std::path::Path;
use std::vec::Vec;

/// Replaces the network's parameters by those in the file.
pub(super) fn from_file<N: Network>(network: &mut N, path: &Path) -> Result<(), LoadError> {
    let bytes = read(path)?;
    let file = SafeTensors::deserialize(&bytes)
        .map_err(|error| LoadError::Format { path: path.to_owned(), error })?;
    let tensors = checked::<N>(&file)?;
    let numbers = flat_mut(from_mut(network));
    for (parameter, bytes) in tensors {
        let (words, _) = bytes.as_chunks();
        for (number, word) in numbers[parameter.range()].iter_mut().zip(words) {
            *number = f32::from_le_bytes(*word);
        }
    }
    Ok(())
}

/// The bytes of every parameter of the network, if the file has them and no others.
fn checked<'f, N: Network>(
    file: &SafeTensors<'f>,
) -> Result<Vec<(&'static Parameter, &'f [u8])>, LoadError> {
    let mut tensors = Vec::with_capacity(N::PARAMETERS.len());
    for parameter in N::PARAMETERS {
        let bytes = tensor(file, parameter.name, parameter.shape, Dtype::F32, N::NAME)?;
        tensors.push((parameter, bytes));
    }
    let known = |name: &str| N::PARAMETERS.iter().any(|parameter| parameter.name == name);
    refuse_others(file, N::NAME, known)?;
    Ok(tensors)
}

/// The whole file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    std::fs::read(path).map_err(|error| LoadError::Read { path: path.to_owned(), error })
}

/// The bytes of a tensor that must be there, of this shape and type.
pub(super) fn tensor<'f>(
    file: &SafeTensors<'f>,
    name: &str,
    shape: &'static [usize],
    dtype: Dtype,
    network: &'static str,
) -> Result<&'f [u8], LoadError> {
    let tensor = any_shape(file, name, dtype, network)?;
    if tensor.shape() != shape {
        let (name, found) = (name.to_owned(), tensor.shape().to_vec());
        return Err(LoadError::Shape { name, network, expected: shape, found });
    }
    Ok(tensor.data())
}

/// A tensor that must be there, of this type.
pub(super) fn any_shape<'f>(
    file: &SafeTensors<'f>,
    name: &str,
    dtype: Dtype,
    network: &'static str,
) -> Result<TensorView<'f>, LoadError> {
    let Ok(tensor) = file.tensor(name) else {
        return Err(LoadError::Missing { name: name.to_owned(), network });
    };
    if tensor.dtype() != dtype {
        let (name, found) = (name.to_owned(), tensor.dtype());
        return Err(LoadError::Type { name, network, expected: dtype, found });
    }
    Ok(tensor)
}

/// Reports the first tensor, in alphabetical order, that is not known.
pub(super) fn refuse_others(
    file: &SafeTensors<'_>,
    network: &'static str,
    known: impl Fn(&str) -> bool,
) -> Result<(), LoadError> {
    let mut names = file.names();
    names.sort_unstable(); // the crate gives them in no order
    match names.into_iter().find(|name| !known(name)) {
        Some(name) => Err(LoadError::Unexpected { name: name.to_owned(), network }),
        None => Ok(()),
    }
}
