//! Keeping parameters, histories, and where a training stands, in files.
//!
//! Parameters are in safetensors: names, shapes and little-endian `f32`, read by every framework. A
//! parameter's name is that of its layer and its own, as in `hidden1.weight`. The metadata say who
//! wrote the file, and have a checksum of the data. Histories are JSON.

mod architecture;
mod file_content;
mod file_kind;
mod finite;
mod format;
pub(crate) mod history;
mod layout;
mod load;
mod load_error;
pub(crate) mod replace;
mod safetensors_error;
mod save;
mod save_error;
pub(crate) mod state;
mod tensors;

pub(crate) use architecture::Architecture;
pub use file_content::FileContent;
pub use file_kind::FileKind;
pub use layout::Layout;
pub use load_error::LoadError;
pub use save_error::SaveError;

use crate::memory::{flat, flat_mut};
use crate::network::Network;
use core::slice::{from_mut, from_ref};
use std::boxed::Box;
use std::path::Path;

/// Saving and loading. Every network can.
pub trait Persist: Network {
    /// Writes the parameters to a file, which at every moment is either the old one or the new
    /// one, and complete.
    ///
    /// The same parameters make the same bytes. A file that is replaced hands on its mode, and
    /// its owner and group where that is permitted; a symbolic link stays, and its target is
    /// written. What a killed process left beside the file is removed.
    ///
    /// # Errors
    /// If a parameter is not finite, the file cannot be written, or what stands at the path is no
    /// regular file; then the old one is untouched, and nothing is left behind.
    fn save(&self, path: impl AsRef<Path>) -> Result<(), SaveError> {
        let bytes = save::to_bytes(Architecture::of::<Self>(), flat(from_ref(self)))?;
        replace::write(path.as_ref(), &bytes)
    }

    /// A network, on the heap, with the parameters in a file that [`save`](Persist::save) wrote.
    ///
    /// # Errors
    /// As for [`load_from`](Persist::load_from).
    fn load(path: impl AsRef<Path>) -> Result<Box<Self>, LoadError> {
        let mut network = crate::memory::zeroed::<Self>();
        network.load_from(path)?;
        Ok(network)
    }

    /// Replaces the parameters by those in a file that [`save`](Persist::save) wrote.
    ///
    /// # Errors
    /// If the file cannot be read, is damaged, was written by another program, or does not hold
    /// exactly this network's parameters: in all cases the network stays as it is.
    fn load_from(&mut self, path: impl AsRef<Path>) -> Result<(), LoadError> {
        let elements = flat_mut(from_mut(self));
        load::from_file(Architecture::of::<Self>(), elements, path.as_ref(), Layout::Burdock)
    }

    /// A network, on the heap, with the parameters in a file of PyTorch's.
    ///
    /// # Errors
    /// As for [`load_from_pytorch`](Persist::load_from_pytorch).
    fn load_pytorch(path: impl AsRef<Path>) -> Result<Box<Self>, LoadError> {
        let mut network = crate::memory::zeroed::<Self>();
        network.load_from_pytorch(path)?;
        Ok(network)
    }

    /// Replaces the parameters by those in a file that `safetensors.torch.save_file` wrote of a
    /// module's `state_dict()`.
    ///
    /// The modules must be named as the layers are. The weights of dense layers are transposed:
    /// `nn.Linear` has `[outputs, inputs]`, a [`Dense`](crate::layers::Dense) layer
    /// `[inputs, outputs]`. All other parameters are read as they are, those of layers written by
    /// hand included: a module of one's own has them in the shape that they are declared with.
    ///
    /// # Errors
    /// If the file cannot be read, is not safetensors, was written by Burdock, or does not hold
    /// exactly this network's parameters as finite `f32`: in all cases the network stays as it is.
    ///
    /// # Example
    /// ```no_run
    /// use burdock::prelude::*;
    ///
    /// network! {
    ///     pub struct Digits(image: [8, 8]) -> (digit: [10]) {
    ///         digit = image -> flatten -> hidden: dense(32, relu) -> dense(10, softmax);
    ///     }
    /// }
    ///
    /// // In PyTorch: hidden = nn.Linear(64, 32), digit = nn.Linear(32, 10).
    /// let model = Digits::load_pytorch("pytorch.safetensors")?;
    /// model.save("digits.safetensors")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn load_from_pytorch(&mut self, path: impl AsRef<Path>) -> Result<(), LoadError> {
        let elements = flat_mut(from_mut(self));
        load::from_file(Architecture::of::<Self>(), elements, path.as_ref(), Layout::PyTorch)
    }
}

impl<N: Network> Persist for N {}
