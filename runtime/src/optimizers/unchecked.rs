//! Settings of optimizers as serde reads them, before they are checked.
//!
//! Settings that are left out have their defaults; unknown ones are rejected, and so is whatever
//! [`Optimizer::check`] rejects, so that no invalid optimizer can be deserialised.

use super::{Adam, Nadam, Optimizer, OptimizerError, Sgd};
use serde::Deserialize;

/// Declares the unchecked settings of an optimizer, and the conversion to the optimizer.
macro_rules! unchecked {
    ($unchecked:ident, $name:literal, $optimizer:ident { $($setting:ident: $type:ty),* }) => {
        #[derive(Deserialize)]
        #[serde(default, deny_unknown_fields, rename = $name)]
        pub(super) struct $unchecked {
            $($setting: $type,)*
        }

        impl Default for $unchecked {
            fn default() -> Self {
                let $optimizer { $($setting),* } = $optimizer::default();
                Self { $($setting),* }
            }
        }

        impl TryFrom<$unchecked> for $optimizer {
            type Error = OptimizerError;

            fn try_from(settings: $unchecked) -> Result<Self, OptimizerError> {
                let $unchecked { $($setting),* } = settings;
                let optimizer = Self { $($setting),* };
                optimizer.check()?;
                Ok(optimizer)
            }
        }
    };
}

unchecked!(UncheckedSgd, "Sgd", Sgd { learning_rate: f32, momentum: f32, nesterov: bool });
unchecked!(
    UncheckedAdam,
    "Adam",
    Adam { learning_rate: f32, beta1: f64, beta2: f64, epsilon: f32 }
);
unchecked!(
    UncheckedNadam,
    "Nadam",
    Nadam { learning_rate: f32, beta1: f64, beta2: f64, epsilon: f32 }
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use std::string::{String, ToString};

    fn again<T: Serialize + DeserializeOwned>(optimizer: &T) -> Result<T, String> {
        let text = serde_json::to_string(optimizer).expect("is JSON");
        serde_json::from_str(&text).map_err(|error| error.to_string())
    }

    proptest! {
        #[test]
        fn settings_come_back_to_the_bit_or_not_at_all(
            rate: f32, momentum: f32, nesterov: bool, beta1 in -0.5..1.5_f64, epsilon: f32,
        ) {
            let sgd = Sgd { learning_rate: rate, momentum, nesterov };
            prop_assert_eq!(again(&sgd).ok(), sgd.check().is_ok().then_some(sgd));
            let small = Sgd { learning_rate: rate.abs(), momentum: 0.9, nesterov };
            prop_assert_eq!(again(&small), Ok(small));
            let adam = Adam::new(rate.abs()).beta1(beta1).epsilon(epsilon);
            prop_assert_eq!(again(&adam).ok(), adam.check().is_ok().then_some(adam));
            let nadam = Nadam::new(rate.abs()).beta2(beta1).epsilon(epsilon.abs());
            prop_assert_eq!(again(&nadam).ok(), nadam.check().is_ok().then_some(nadam));
        }
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let nesterov = r#"{"learning_rate": 0.5, "momentum": 0.9, "nesterov": true}"#;
        assert_eq!(
            serde_json::from_str(nesterov).ok(),
            Some(Sgd::new(0.5).momentum(0.9).nesterov(true))
        );
        assert_eq!(serde_json::from_str("{}").ok(), Some(Sgd::default()));
        assert_eq!(
            serde_json::from_str(r#"{"beta1": 0.8}"#).ok(),
            Some(Adam::default().beta1(0.8))
        );
        assert_eq!(serde_json::from_str("{}").ok(), Some(Nadam::default()));
    }

    #[test]
    fn faults_say_what_was_expected() {
        fn error<T: DeserializeOwned + core::fmt::Debug>(text: &str) -> String {
            serde_json::from_str::<T>(text).expect_err(text).to_string()
        }
        assert_eq!(
            error::<Sgd>(r#"{"learning_rate": -0.1}"#),
            "the learning rate of sgd must be 0 or above and finite, not -0.1"
        );
        assert_eq!(
            error::<Sgd>(r#"{"nesterov": true}"#),
            "nesterov needs a momentum above 0, such as 0.9"
        );
        assert_eq!(
            error::<Adam>(r#"{"beta2": 1}"#),
            "the beta2 of adam must be 0 or above and below 1, not 1"
        );
        assert_eq!(
            error::<Nadam>(r#"{"epsilon": 0}"#),
            "the epsilon of nadam must be above 0 and finite, not 0"
        );
        assert_eq!(
            error::<Sgd>(r#"{"learning_rates": 0.1}"#),
            "unknown field `learning_rates`, expected one of `learning_rate`, `momentum`, \
             `nesterov` at line 1 column 17"
        );
    }
}
