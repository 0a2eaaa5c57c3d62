//! Serde implementation of scalers: a list of means and a list of deviations, in memory order.

use super::StandardScaler;
use crate::memory::{Plain, flat, flat_mut, zeroed};
use core::fmt;
use core::slice::{from_mut, from_ref};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::boxed::Box;
use std::vec::Vec;

impl<X: Plain> Serialize for StandardScaler<X> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("StandardScaler", 2)?;
        fields.serialize_field("mean", flat(from_ref(&*self.mean)))?;
        fields.serialize_field("deviation", flat(from_ref(&*self.deviation)))?;
        fields.end()
    }
}

impl<'de, X: Plain> Deserialize<'de> for StandardScaler<X> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Unchecked { mean, deviation } = Unchecked::deserialize(deserializer)?;
        let is_mean = |value: f32| value.is_finite();
        let is_deviation = |value: f32| value.is_finite() && value > 0.0;
        Ok(Self {
            mean: checked("mean", &mean, "finite", is_mean).map_err(D::Error::custom)?,
            deviation: checked("deviation", &deviation, "finite and above 0", is_deviation)
                .map_err(D::Error::custom)?,
        })
    }
}

/// The fields, before they are checked.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename = "StandardScaler")]
struct Unchecked {
    mean: Vec<f32>,
    deviation: Vec<f32>,
}

/// Why a list is not valid for a scaler.
enum Fault {
    Length { list: &'static str, expected: usize, found: usize },
    Value { list: &'static str, feature: usize, expected: &'static str, found: f32 },
}

/// A number for each feature, if their count and their values are valid.
fn checked<X: Plain>(
    list: &'static str,
    numbers: &[f32],
    expected: &'static str,
    makes_sense: impl Fn(f32) -> bool,
) -> Result<Box<X>, Fault> {
    if numbers.len() != X::LENGTH {
        return Err(Fault::Length { list, expected: X::LENGTH, found: numbers.len() });
    }
    if let Some(feature) = numbers.iter().position(|&value| !makes_sense(value)) {
        return Err(Fault::Value { list, feature, expected, found: numbers[feature] });
    }
    let mut value = zeroed::<X>();
    flat_mut(from_mut(&mut *value)).copy_from_slice(numbers);
    Ok(value)
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Length { list, expected, found } => write!(
                f,
                "the scaler has a {list} for {found} features, but a sample has {expected}"
            ),
            Self::Value { list, feature, expected, found } => {
                write!(f, "the {list} of feature {feature} must be {expected}, not {found}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::de::value::{self, MapDeserializer};
    use std::string::{String, ToString};

    proptest! {
        #[test]
        fn scalers_come_back_to_the_bit(
            samples in prop::collection::vec([-1e6..1e6_f32, -1e-6..1e-6_f32, 3.0..3.1_f32], 1..9),
        ) {
            let samples: Vec<[[f32; 1]; 3]> =
                samples.into_iter().map(|sample| sample.map(|value| [value])).collect();
            let scaler = StandardScaler::fit(&samples).expect("finite");
            let text = serde_json::to_string(&scaler).expect("is JSON");
            prop_assert_eq!(serde_json::from_str(&text).ok(), Some(scaler));
        }
    }

    #[test]
    fn a_list_for_each_field() {
        let scaler = StandardScaler::fit(&[[1.0, 10.0], [3.0, 10.0]]).expect("finite");
        let text = serde_json::to_string(&scaler).expect("is JSON");
        assert_eq!(text, r#"{"mean":[2.0,10.0],"deviation":[1.0,1.0]}"#);
    }

    #[test]
    fn faults_say_what_was_expected() {
        let error = |text: &str| -> String {
            serde_json::from_str::<StandardScaler<[f32; 2]>>(text).expect_err(text).to_string()
        };
        let text = "the scaler has a mean for 1 features, but a sample has 2";
        assert_eq!(error(r#"{"mean": [1], "deviation": [1, 1]}"#), text);
        let text = "the deviation of feature 1 must be finite and above 0, not 0";
        assert_eq!(error(r#"{"mean": [1, 1], "deviation": [1, 0]}"#), text);
        let text = "missing field `deviation` at line 1 column 16";
        assert_eq!(error(r#"{"mean": [1, 1]}"#), text);
        assert!(
            error(r#"{"scale": [1, 1]}"#).starts_with("unknown field `scale`, expected `mean`")
        );
        // JSON has no infinity, other formats do.
        let fields = [("mean", [f32::INFINITY, 1.0]), ("deviation", [1.0, 1.0])];
        let fields = fields.map(|(name, numbers)| (name, numbers.to_vec()));
        let fields = MapDeserializer::<_, value::Error>::new(fields.into_iter());
        let error = StandardScaler::<[f32; 2]>::deserialize(fields).expect_err("is bad");
        assert_eq!(error.to_string(), "the mean of feature 0 must be finite, not inf");
    }
}
