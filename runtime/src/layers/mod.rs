//! The layers that have parameters: typed fields of a network's struct.
mod dense;
mod function;
mod layer;

pub use dense::{Dense, NoBias};
pub use function::Function;
#[doc(hidden)]
pub use function::{apply, apply_gradient};
pub use layer::{Layer, LayerPass};
