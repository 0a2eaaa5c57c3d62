//! Parameters from a safetensors file. Everything is checked before anything is changed.

use super::LoadError;
use crate::memory::flat_mut;
use crate::network::{Network, Parameter};
use core::slice::from_mut;
use safetensors::{Dtype, SafeTensors};
use std::borrow::ToOwned;
use std::path::Path;
use std::vec::Vec;

/// Replaces the network's parameters by those in the file.
pub(super) fn from_file<N: Network>(network: &mut N, path: &Path) -> Result<(), LoadError> {
    let bytes =
        std::fs::read(path).map_err(|error| LoadError::Read { path: path.to_owned(), error })?;
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
    let network = N::NAME;
    let mut tensors = Vec::with_capacity(N::PARAMETERS.len());
    for parameter in N::PARAMETERS {
        let name = parameter.name;
        let Ok(tensor) = file.tensor(name) else {
            return Err(LoadError::Missing { name, network });
        };
        if tensor.shape() != parameter.shape {
            let (expected, found) = (parameter.shape, tensor.shape().to_vec());
            return Err(LoadError::Shape { name, network, expected, found });
        }
        if tensor.dtype() != Dtype::F32 {
            return Err(LoadError::Type { name, found: tensor.dtype() });
        }
        tensors.push((parameter, tensor.data()));
    }
    let known = |name: &&str| N::PARAMETERS.iter().any(|parameter| parameter.name == *name);
    let mut names = file.names();
    names.sort_unstable(); // the crate gives them in no order
    match names.into_iter().find(|name| !known(name)) {
        Some(name) => Err(LoadError::Unexpected { name: name.to_owned(), network }),
        None => Ok(tensors),
    }
}
