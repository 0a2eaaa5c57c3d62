//! Saves and loads parameters, histories, and the state of training.
//!
//! Parameters are in safetensors: names, shapes and little-endian `f32`, read by every framework.
//! A tensor's name is the layer's and the parameter's, as in `hidden1.weight`. The metadata state
//! which program wrote the file, and a checksum of the data. Histories are JSON.

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

/// Saving and loading. Implemented for every network.
pub trait Persist: Network {
    /// Writes the parameters to a file, which at every moment is either the old one or the new
    /// one, and complete.
    ///
    /// Equal parameters give equal bytes. A file that is replaced keeps its mode, and
    /// its owner and group if that is permitted; a symbolic link is kept, and its target is
    /// written. The temporary file of a process that was killed is removed.
    ///
    /// # Errors
    /// If a parameter is not finite, the file cannot be written, or there is something other than
    /// a regular file at the path; then the old file is unchanged, and no temporary file is left.
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
    /// exactly this network's parameters: in all cases the network is unchanged.
    fn load_from(&mut self, path: impl AsRef<Path>) -> Result<(), LoadError> {
        let elements = flat_mut(from_mut(self));
        load::from_file(Architecture::of::<Self>(), elements, path.as_ref(), Layout::Burdock)
    }

    /// A network, on the heap, with the parameters in a file of PyTorch.
    ///
    /// # Errors
    /// As for [`load_from_pytorch`](Persist::load_from_pytorch).
    fn load_pytorch(path: impl AsRef<Path>) -> Result<Box<Self>, LoadError> {
        let mut network = crate::memory::zeroed::<Self>();
        network.load_from_pytorch(path)?;
        Ok(network)
    }

    /// Replaces the parameters by those in a file that `safetensors.torch.save_file` wrote from a
    /// module's `state_dict()`.
    ///
    /// The modules must have the names of the layers. The weights of dense layers are transposed:
    /// `nn.Linear` has `[outputs, inputs]`, a [`Dense`](crate::layers::Dense) layer
    /// `[inputs, outputs]`. All other parameters are read as they are, including those of custom
    /// layers: a custom module must have them in the shape of their declaration.
    ///
    /// # Errors
    /// If the file cannot be read, is not safetensors, was written by Burdock, or does not hold
    /// exactly this network's parameters as finite `f32`: in all cases the network is unchanged.
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
