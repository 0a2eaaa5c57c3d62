//! The layouts of the weights of dense layers in files.

use crate::network::{Parameter, ParameterKind};
use std::vec::Vec;

/// The layout of the weights of dense layers in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// `[inputs, outputs]`, as in Burdock's files and Keras' kernels.
    Burdock,
    /// `[outputs, inputs]`, as in PyTorch's `nn.Linear`.
    PyTorch,
}

impl Layout {
    /// The shape of a parameter in the file.
    pub(super) fn shape(self, parameter: &Parameter) -> Vec<usize> {
        let mut shape = parameter.shape.to_vec();
        if self.transposes(parameter) {
            shape.reverse();
        }
        shape
    }

    /// Copies a parameter's elements from the file's order to the network's.
    pub(super) fn copy(self, parameter: &Parameter, bytes: &[u8], elements: &mut [f32]) {
        let (words, _) = bytes.as_chunks();
        let read = |word: &[u8; 4]| f32::from_le_bytes(*word);
        match parameter.shape {
            &[inputs, outputs] if self.transposes(parameter) => {
                for (at, word) in words.iter().enumerate() {
                    let (output, input) = (at / inputs, at % inputs);
                    elements[input * outputs + output] = read(word);
                }
            }
            _ => elements.iter_mut().zip(words).for_each(|(element, word)| *element = read(word)),
        }
    }

    fn transposes(self, parameter: &Parameter) -> bool {
        self == Self::PyTorch && parameter.kind == ParameterKind::DenseWeight
    }
}
