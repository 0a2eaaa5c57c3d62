//! All that a program with a network needs: `use burdock::prelude::*;`.

pub use crate::compute::{Compute, InstructionSet};
pub use crate::network;
pub use crate::network::{Network, Trainable};
pub use crate::seed::Seed;
