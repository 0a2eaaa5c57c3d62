//! Keeping parameters, histories, and where a training stands, in files.
//!
//! Parameters are in safetensors: names, shapes and little-endian `f32`, read by every framework. A
//! parameter's name is that of its layer and its own, as in `hidden1.weight`. Histories are JSON.

mod file_kind;
pub(crate) mod history;
mod load;
mod load_error;
pub(crate) mod replace;
mod safetensors_error;
mod save;
mod save_error;
pub(crate) mod state;

pub use file_kind::FileKind;
pub use load_error::LoadError;
pub use save_error::SaveError;

use crate::network::Network;
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
    /// If the file cannot be written, or what stands at the path is no regular file; then the old
    /// one is untouched, and nothing is left behind.
    fn save(&self, path: impl AsRef<Path>) -> Result<(), SaveError> {
        replace::write(path.as_ref(), &save::to_bytes(self)?)
    }

    /// A network, on the heap, with the parameters in a file.
    ///
    /// # Errors
    /// As for [`load_from`](Persist::load_from).
    fn load(path: impl AsRef<Path>) -> Result<Box<Self>, LoadError> {
        let mut network = crate::memory::zeroed::<Self>();
        network.load_from(path)?;
        Ok(network)
    }

    /// Replaces the parameters by those in a file.
    ///
    /// # Errors
    /// If the file cannot be read, is not safetensors, or does not hold exactly this network's
    /// parameters: in all cases the network stays as it is.
    fn load_from(&mut self, path: impl AsRef<Path>) -> Result<(), LoadError> {
        load::from_file(self, path.as_ref())
    }
}

impl<N: Network> Persist for N {}
