//! The initializers of parameters.

mod custom;
mod truncated_normal;
mod variance_scaling;

pub use custom::{CustomInitializer, Initialize};
#[cfg(feature = "std")]
pub use rand::Rng;
pub use variance_scaling::{Distribution, Fan, VarianceScaling};

/// How a parameter's elements are initialized before training.
///
/// `fan_in` and `fan_out` are a dense layer's number of inputs and of units. Those named after
/// people are [`VarianceScaling`] with the variance stated here; uniform values lie within
/// ±√(3 · variance), normal ones within two standard deviations.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Initializer {
    /// All zero: the default of biases.
    Zeros,
    /// All one.
    Ones,
    /// All equal to this value.
    Constant(f32),
    /// Uniform, variance 2 / (fan_in + fan_out): the default of weights (Glorot & Bengio 2010).
    GlorotUniform,
    /// Normal, variance 2 / (fan_in + fan_out) (Glorot & Bengio 2010).
    GlorotNormal,
    /// Uniform, variance 2 / fan_in: for relu and its kin (He et al. 2015).
    HeUniform,
    /// Normal, variance 2 / fan_in: for relu and its kin (He et al. 2015).
    HeNormal,
    /// Uniform, variance 1 / fan_in (LeCun et al. 1998).
    LecunUniform,
    /// Normal, variance 1 / fan_in: recommended for selu (LeCun et al. 1998).
    LecunNormal,
    /// With custom settings.
    VarianceScaling(VarianceScaling),
    /// A user-defined initializer.
    Custom(CustomInitializer),
}

impl Initializer {
    /// The settings that the name stands for, if the variance follows from the shape.
    pub const fn variance_scaling(self) -> Option<VarianceScaling> {
        use Distribution::{Normal, Uniform};
        let (scale, fan, distribution) = match self {
            Self::Zeros | Self::Ones | Self::Constant(_) | Self::Custom(_) => return None,
            Self::GlorotUniform => (1.0, Fan::Average, Uniform),
            Self::GlorotNormal => (1.0, Fan::Average, Normal),
            Self::HeUniform => (2.0, Fan::In, Uniform),
            Self::HeNormal => (2.0, Fan::In, Normal),
            Self::LecunUniform => (1.0, Fan::In, Uniform),
            Self::LecunNormal => (1.0, Fan::In, Normal),
            Self::VarianceScaling(settings) => return Some(settings),
        };
        Some(VarianceScaling { scale, fan, distribution })
    }

    /// Sets all elements of a parameter of this shape; a dense weight's is `[inputs, units]`.
    ///
    /// The same generator gives the same bits on every platform.
    ///
    /// # Example
    /// ```
    /// use burdock::initializers::Initializer;
    /// use burdock::seed::Seed;
    ///
    /// let mut weight = [0.0; 300 * 100];
    /// Initializer::HeNormal.fill(&mut weight, &[300, 100], &mut Seed(42).generator(0));
    /// let variance = weight.iter().map(|w| w * w).sum::<f32>() / 30_000.0;
    /// assert!((variance * 300.0 / 2.0 - 1.0).abs() < 0.02);
    /// ```
    #[cfg(feature = "std")]
    pub fn fill(self, values: &mut [f32], shape: &[usize], generator: &mut impl rand::Rng) {
        match (self, self.variance_scaling()) {
            (Self::Custom(custom), _) => (custom.fill)(values, shape, generator),
            (Self::Constant(number), _) => values.fill(number),
            (_, Some(settings)) => settings.fill(values, shape, generator),
            (_, None) => values.fill(if self == Self::Ones { 1.0 } else { 0.0 }),
        }
    }
}
