//! Random initializers whose variance follows from a layer's number of inputs and units.

/// Draws values with mean 0 and the variance `scale / fan`.
///
/// A uniform distribution has the limits ±√(3 · variance). A normal one is truncated at two
/// deviations as in Keras: its deviation is √variance / 0.8796, as truncation reduces it so much.
///
/// Source: `VarianceScaling` of Keras 3; He et al., *Delving deep into rectifiers*, 2015.
///
/// # Example
/// ```
/// use burdock::initializers::{Distribution, Fan, Initializer, VarianceScaling};
///
/// let he = VarianceScaling { scale: 2.0, fan: Fan::In, distribution: Distribution::Normal };
/// assert_eq!(Initializer::HeNormal.variance_scaling(), Some(he));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct VarianceScaling {
    /// The variance of an element times the fan: above 0.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "scale"))]
    pub scale: f32,
    /// What the variance is divided by.
    pub fan: Fan,
    /// The distribution of the values.
    pub distribution: Distribution,
}

/// Which of a layer's connections the fan counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Fan {
    /// The inputs of a unit: preserves the variance in the forward pass.
    In,
    /// The units of an input: preserves the variance of gradients in the backward pass.
    Out,
    /// The mean of both.
    Average,
}

/// A distribution of random values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Distribution {
    /// Uniform between two limits.
    Uniform,
    /// Normal, truncated at two standard deviations.
    Normal,
}

#[cfg(feature = "std")]
impl VarianceScaling {
    /// Draws all elements of a parameter of this shape.
    pub(super) fn fill(
        self,
        values: &mut [f32],
        shape: &[usize],
        generator: &mut (impl rand::Rng + ?Sized),
    ) {
        use super::truncated_normal::{DEVIATION, truncated_normal};
        use rand::RngExt;

        let (fan_in, fan_out) = fans(shape);
        let fan = match self.fan {
            Fan::In => fan_in as f64,
            Fan::Out => fan_out as f64,
            Fan::Average => (fan_in + fan_out) as f64 / 2.0,
        };
        let scale = f64::from(self.scale);
        match self.distribution {
            Distribution::Uniform => {
                let limit = (3.0 * scale / fan).sqrt() as f32;
                values.fill_with(|| limit * (2.0 * generator.random::<f32>() - 1.0));
            }
            Distribution::Normal => {
                let deviation = ((scale / fan).sqrt() / DEVIATION) as f32;
                values.fill_with(|| deviation * truncated_normal(generator));
            }
        }
    }
}

/// Deserializes a scale, and checks that it is a valid one.
#[cfg(feature = "serde")]
fn scale<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    use serde::de::{Deserialize, Error, Unexpected};

    let scale = f32::deserialize(deserializer)?;
    if scale > 0.0 && scale.is_finite() {
        return Ok(scale);
    }
    let expected = &"a scale above 0 and finite";
    Err(D::Error::invalid_value(Unexpected::Float(scale.into()), expected))
}

/// `fan_in` and `fan_out` of a weight of this shape, computed as Keras does.
#[cfg(feature = "std")]
fn fans(shape: &[usize]) -> (usize, usize) {
    match *shape {
        [] => (1, 1),
        [length] => (length, length),
        [ref field @ .., inputs, units] => {
            let field: usize = field.iter().product();
            (inputs * field, units * field)
        }
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::initializers::Initializer;
    use crate::seed::Seed;
    use std::string::ToString;
    use std::vec;

    /// The variance is the stated one, and no value lies beyond the stated bound.
    fn check(initializer: Initializer, shape: [usize; 2], variance: f64, deviations: f64) {
        let mut values = vec![0.0_f32; shape[0] * shape[1]];
        initializer.fill(&mut values, &shape, &mut Seed(3).generator(0));
        let count = values.len() as f64;
        let mean = values.iter().map(|&x| f64::from(x)).sum::<f64>() / count;
        let found = values.iter().map(|&x| f64::from(x).powi(2)).sum::<f64>() / count;
        // Five deviations of the estimate; one is below √(2 / count) of the variance.
        let tolerance = 5.0 * (2.0 / count).sqrt();
        assert!(mean.abs() < tolerance * variance.sqrt(), "{initializer:?}: mean {mean}");
        assert!((found / variance - 1.0).abs() < tolerance, "{initializer:?}: {found}");
        let bound = deviations * variance.sqrt();
        let largest = values.iter().fold(0.0_f32, |largest, x| largest.max(x.abs()));
        assert!((0.98 * bound..=bound * 1.000_001).contains(&f64::from(largest)), "{largest}");
    }

    #[test]
    fn each_name_has_its_variance_and_its_bound() {
        let shape = [500, 200];
        let [fan_in, fan_out] = shape.map(|size| size as f64);
        let (uniform, normal) = (3f64.sqrt(), 2.0 / 0.879_625_66);
        check(Initializer::GlorotUniform, shape, 2.0 / (fan_in + fan_out), uniform);
        check(Initializer::GlorotNormal, shape, 2.0 / (fan_in + fan_out), normal);
        check(Initializer::HeUniform, shape, 2.0 / fan_in, uniform);
        check(Initializer::HeNormal, shape, 2.0 / fan_in, normal);
        check(Initializer::LecunUniform, shape, 1.0 / fan_in, uniform);
        check(Initializer::LecunNormal, shape, 1.0 / fan_in, normal);
        let settings =
            VarianceScaling { scale: 0.3, fan: Fan::Out, distribution: Distribution::Normal };
        check(Initializer::VarianceScaling(settings), shape, 0.3 / fan_out, normal);
    }

    #[test]
    fn shapes_are_counted_as_keras_counts_them() {
        assert_eq!(fans(&[]), (1, 1));
        assert_eq!(fans(&[7]), (7, 7));
        assert_eq!(fans(&[7, 3]), (7, 3));
        assert_eq!(fans(&[5, 5, 7, 3]), (175, 75));
    }

    #[test]
    fn settings_are_read_and_checked() {
        let settings =
            VarianceScaling { scale: 0.1, fan: Fan::Average, distribution: Distribution::Normal };
        let text = r#"{"scale":0.1,"fan":"average","distribution":"normal"}"#;
        assert_eq!(serde_json::to_string(&settings).expect("is JSON"), text);
        assert_eq!(serde_json::from_str(text).ok(), Some(settings));
        let error = |from: &str, to: &str| {
            let text = text.replace(from, to);
            serde_json::from_str::<VarianceScaling>(&text).expect_err(&text).to_string()
        };
        assert_eq!(
            error("0.1", "-2.0"),
            "invalid value: floating point `-2.0`, expected a scale above 0 and finite at line 1 \
             column 13"
        );
        assert_eq!(
            error("average", "mean"),
            "unknown variant `mean`, expected one of `in`, `out`, `average` at line 1 column 25"
        );
        let unknown = "unknown field `mode`, expected one of `scale`, `fan`, `distribution`";
        assert!(error("fan", "mode").starts_with(unknown));
        let seed = serde_json::to_string(&Seed(u64::MAX)).expect("is JSON");
        assert_eq!(serde_json::from_str(&seed).ok(), Some(Seed(u64::MAX)));
    }
}
