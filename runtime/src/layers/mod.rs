//! The layers that have parameters, and the traits for custom layers and activations.
#[cfg(feature = "std")]
mod check;
mod dense;
mod dense_methods;
mod dense_of;
mod function;
#[cfg(feature = "std")]
mod gradient_error;
mod layer;
mod non_trainable;

#[cfg(feature = "std")]
pub use check::{check_gradients, check_slope};
pub use dense::{Dense, NoBias};
pub use dense_of::DenseOf;
pub use function::Function;
#[doc(hidden)]
pub use function::{Activates, apply, apply_gradient, apply_in_place};
#[cfg(feature = "std")]
pub use gradient_error::GradientError;
pub use layer::{Layer, LayerPass};
pub use non_trainable::NonTrainable;
