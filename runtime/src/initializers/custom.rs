//! Custom initializers.

#[cfg(feature = "std")]
use super::Rng;
use core::fmt;

/// A custom initializer, used in `network!` by its path: `dense(30, init = my::Ramp)`.
///
/// # Example
/// ```
/// use burdock::initializers::{Initialize, Rng};
/// use burdock::prelude::*;
///
/// /// From 0 towards 1, in even steps.
/// pub struct Ramp;
///
/// impl Initialize for Ramp {
///     const NAME: &'static str = "ramp";
///
///     fn fill(values: &mut [f32], _shape: &[usize], _generator: &mut dyn Rng) {
///         let count = values.len() as f32;
///         for (index, value) in values.iter_mut().enumerate() {
///             *value = index as f32 / count;
///         }
///     }
/// }
///
/// network! {
///     struct Net(x: [2]) -> (y: [2]) {
///         y = x -> dense(2, init = Ramp);
///     }
/// }
/// assert_eq!(Net::new(Seed(1)).y.weight.as_slice(), [0.0, 0.25, 0.5, 0.75]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an initializer",
    label = "expected an initializer",
    note = "an initializer of one's own implements `burdock::initializers::Initialize`"
)]
pub trait Initialize {
    /// Its name, which distinguishes it from others.
    const NAME: &'static str;

    /// Sets all elements of a parameter of this shape; a dense weight's is `[inputs, units]`.
    ///
    /// All randomness must come from the generator, so that a seed gives the same bits.
    #[cfg(feature = "std")]
    fn fill(values: &mut [f32], shape: &[usize], generator: &mut dyn Rng);
}

/// An [`Initialize`] type as a value.
#[derive(Clone, Copy)]
pub struct CustomInitializer {
    name: &'static str,
    #[cfg(feature = "std")]
    pub(super) fill: fn(&mut [f32], &[usize], &mut dyn Rng),
}

impl CustomInitializer {
    /// The initializer `T`.
    pub const fn of<T: Initialize>() -> Self {
        Self {
            name: T::NAME,
            #[cfg(feature = "std")]
            fill: T::fill,
        }
    }
}

impl PartialEq for CustomInitializer {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for CustomInitializer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
