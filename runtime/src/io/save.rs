//! Turns a network's parameters into the bytes of a safetensors file.

use super::{Architecture, FileContent, SaveError, finite, format};
use crate::network::Parameter;
use safetensors::{Dtype, View};
use std::borrow::Cow;
use std::vec::Vec;

/// The file's bytes, if all elements of the network are finite.
pub(super) fn to_bytes(network: Architecture, elements: &[f32]) -> Result<Vec<u8>, SaveError> {
    for parameter in network.parameters {
        finite::check(&elements[parameter.range()], parameter.name, parameter.shape)?;
    }
    let tensors = network.parameters.iter().map(|parameter| {
        (parameter.name, Tensor { parameter, elements: &elements[parameter.range()] })
    });
    format::to_bytes(tensors, FileContent::Parameters, network.name, None)
}

/// One parameter, whose bytes are made when they are requested.
struct Tensor<'a> {
    parameter: &'static Parameter,
    elements: &'a [f32],
}

impl View for Tensor<'_> {
    fn dtype(&self) -> Dtype {
        Dtype::F32
    }

    fn shape(&self) -> &[usize] {
        self.parameter.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        self.elements.iter().flat_map(|element| element.to_le_bytes()).collect()
    }

    fn data_len(&self) -> usize {
        size_of_val(self.elements)
    }
}
