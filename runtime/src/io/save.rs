//! A network's parameters as the bytes of a safetensors file.

use super::SaveError;
use crate::memory::flat;
use crate::network::{Network, Parameter};
use core::slice::from_ref;
use safetensors::{Dtype, View};
use std::borrow::Cow;
use std::collections::HashMap;
use std::string::String;
use std::vec::Vec;

/// The file's bytes. Its metadata are one entry, since the order of several is left to chance
/// by the format's crate: `burdock` names the network and the version that wrote it.
pub(super) fn to_bytes<N: Network>(network: &N) -> Result<Vec<u8>, SaveError> {
    let numbers = flat(from_ref(network));
    let tensors = N::PARAMETERS.iter().map(|parameter| {
        (parameter.name, Tensor { parameter, numbers: &numbers[parameter.range()] })
    });
    let writer = std::format!("{} {}", N::NAME, env!("CARGO_PKG_VERSION"));
    let metadata = HashMap::from([(String::from("burdock"), writer)]);
    safetensors::serialize(tensors, Some(metadata)).map_err(SaveError::Format)
}

/// One parameter, whose bytes are made when they are asked for.
struct Tensor<'a> {
    parameter: &'static Parameter,
    numbers: &'a [f32],
}

impl View for Tensor<'_> {
    fn dtype(&self) -> Dtype {
        Dtype::F32
    }

    fn shape(&self) -> &[usize] {
        self.parameter.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        self.numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    fn data_len(&self) -> usize {
        size_of_val(self.numbers)
    }
}
