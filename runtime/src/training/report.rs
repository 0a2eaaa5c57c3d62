//! The loss and the metrics, by name.

use core::fmt;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

/// The loss and the metrics, by name, in the order in which they are shown.
///
/// Losses in the reports of a fit or an evaluation are finite; a metric may be infinite or NaN
/// if its formula is. Its `Display` is `loss: 0.3350 - accuracy: 0.8841`. In serde it is a map of
/// numbers by name; those that are not finite are strings: `"NaN"`, `"inf"`, `"-inf"`.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    names: Arc<[String]>,
    /// As many as there are names, or fewer while the later ones are not known yet.
    values: Vec<f64>,
}

impl Report {
    /// A report without values.
    pub(crate) fn new(names: Arc<[String]>) -> Self {
        let values = Vec::with_capacity(names.len());
        Self { names, values }
    }

    /// A report of these values.
    pub(crate) fn of(entries: Vec<(String, f64)>) -> Self {
        let (names, values): (Vec<_>, _) = entries.into_iter().unzip();
        Self { names: names.into(), values }
    }

    /// How many values it has.
    pub(super) fn len(&self) -> usize {
        self.names.len().min(self.values.len())
    }

    /// Whether every name has its value.
    pub(crate) fn is_complete(&self) -> bool {
        self.values.len() >= self.names.len()
    }

    /// The loss.
    pub fn loss(&self) -> f64 {
        self.get("loss").unwrap_or(f64::NAN)
    }

    /// The value of that name, such as `accuracy` or `val_loss`.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.iter().find_map(|(found, value)| (found == name).then_some(value))
    }

    /// All values with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.names.iter().map(String::as_str).zip(self.values.iter().copied())
    }

    /// Removes the values, and keeps their memory.
    pub(super) fn clear(&mut self) {
        self.values.clear();
    }

    /// Sets the value of the next name.
    pub(crate) fn push(&mut self, value: f64) {
        debug_assert!(self.values.len() < self.names.len());
        self.values.push(value);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.iter().enumerate() {
            let separator = if index == 0 { "" } else { " - " };
            write!(f, "{separator}{name}: {}", Number(value))?;
        }
        Ok(())
    }
}

/// A number with four decimals, or with an exponent if it is too small or too large for these.
pub(crate) struct Number(pub(crate) f64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0.0 || !self.0.is_finite() || (1e-3..1e6).contains(&self.0.abs()) {
            f.pad(&std::format!("{:.4}", self.0))
        } else {
            f.pad(&std::format!("{:.4e}", self.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn numbers_are_found_and_shown_by_name() {
        let names: Vec<String> = ["loss", "accuracy", "val_loss"].map(String::from).into();
        let mut report = Report::new(names.into());
        report.push(0.33504);
        report.push(1e-5);
        assert_eq!(report.to_string(), "loss: 0.3350 - accuracy: 1.0000e-5");
        assert_eq!((report.loss(), report.get("val_loss")), (0.33504, None));
        report.push(f64::NAN);
        assert!(report.to_string().ends_with(" - val_loss: NaN"));
    }

    #[test]
    fn numbers_are_short_whatever_their_size() {
        for (number, text) in [
            (0.0, "0.0000"),
            (-0.5, "-0.5000"),
            (999_999.0, "999999.0000"),
            (1e6, "1.0000e6"),
            (-f64::MAX, "-1.7977e308"),
            (9.99e-4, "9.9900e-4"),
            (f64::MIN_POSITIVE, "2.2251e-308"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(Number(number).to_string(), text);
        }
    }
}
