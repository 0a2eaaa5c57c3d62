//! Parameters that training does not change.

use crate::network::Parameter;
use crate::parameters::{Field, Fields, Joined, Parameters};
use core::ops::{Deref, DerefMut};

/// Parameters that no optimizer changes; they are initialized, saved, loaded and counted.
///
/// For values that a custom layer is given instead of learning them, such as a rate or the means of
/// the training data. What its `backward` adds to their gradient is ignored. `*` dereferences to
/// the values, which may be set at any time. Like all parameters they must be finite
/// in a fit or an evaluation.
///
/// ```
/// use burdock::initializers::Initializer;
/// use burdock::layers::NonTrainable;
/// use burdock::parameters;
/// use burdock::parameters::Parameters;
///
/// parameters! {
///     struct Standardize<const N: usize> {
///         mean: NonTrainable<[f32; N]>,
///         deviation: NonTrainable<[f32; N]> = Initializer::Ones,
///         scale: f32 = Initializer::Ones,
///     }
/// }
///
/// let trainable = Standardize::<3>::PARAMETERS.iter().map(|parameter| parameter.trainable);
/// assert!(trainable.eq([false, false, true]));
/// ```
#[repr(transparent)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NonTrainable<T>(pub T);

impl<T> Deref for NonTrainable<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for NonTrainable<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Parameters> Fields for NonTrainable<T> {
    const FIELDS: &'static [Field] = &[Field::of::<T>("").not_trainable()];
}

impl<T: Parameters> Parameters for NonTrainable<T> {
    const PARAMETERS: &'static [Parameter] = Joined::<Self>::TABLE;
}
