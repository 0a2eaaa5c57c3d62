//! Finds the tensors of a file that are expected, and rejects others.

use super::{Layout, LoadError};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use std::borrow::ToOwned;
use std::vec::Vec;

/// The bytes of an `f32` tensor of this shape, which must exist.
pub(super) fn tensor<'f>(
    file: &SafeTensors<'f>,
    name: &str,
    shape: &[usize],
    layout: Layout,
    network: &'static str,
) -> Result<&'f [u8], LoadError> {
    let tensor = any_shape(file, name, Dtype::F32, network)?;
    require_shape(&tensor, name, shape, layout, network)?;
    Ok(tensor.data())
}

/// The bytes of a scalar tensor of `K` bytes.
pub(super) fn single<const K: usize>(
    file: &SafeTensors<'_>,
    name: &str,
    dtype: Dtype,
    network: &'static str,
) -> Result<[u8; K], LoadError> {
    let tensor = any_shape(file, name, dtype, network)?;
    require_shape(&tensor, name, &[], Layout::Burdock, network)?;
    Ok(tensor.data().try_into().expect("safetensors checks lengths against types and shapes"))
}

/// A tensor of this type, which must exist.
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

/// Reports the first tensor, in alphabetical order, that is not expected.
pub(super) fn refuse_others(
    file: &SafeTensors<'_>,
    network: &'static str,
    known: impl Fn(&str) -> bool,
) -> Result<(), LoadError> {
    let mut names: Vec<&str> = file.names();
    names.sort_unstable(); // the crate returns them in no order
    match names.into_iter().find(|name| !known(name)) {
        Some(name) => Err(LoadError::Unexpected { name: name.to_owned(), network }),
        None => Ok(()),
    }
}

fn require_shape(
    tensor: &TensorView<'_>,
    name: &str,
    shape: &[usize],
    layout: Layout,
    network: &'static str,
) -> Result<(), LoadError> {
    if tensor.shape() == shape {
        return Ok(());
    }
    let (name, found) = (name.to_owned(), tensor.shape().to_vec());
    Err(LoadError::Shape { name, network, layout, expected: shape.to_vec(), found })
}
