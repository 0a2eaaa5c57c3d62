//! Serde implementations of reports and of the records of epochs: maps of numbers by name.
//!
//! Human-readable formats such as JSON have no infinities or NaN: these are strings there.

use super::{EpochRecord, Report};
use core::fmt;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::string::String;
use std::vec::Vec;

/// The key of a record's epoch, before the names of its report.
const EPOCH: &str = "epoch";

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, &Value(value))?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ReportVisitor)
    }
}

struct ReportVisitor;

impl<'de> Visitor<'de> for ReportVisitor {
    type Value = Report;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("numbers by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Report, A::Error> {
        let mut entries = Vec::new();
        while let Some((name, Value(value))) = map.next_entry::<String, Value>()? {
            entries.push((name, value));
        }
        Ok(Report::of(entries))
    }
}

impl Serialize for EpochRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1 + self.report.len()))?;
        map.serialize_entry(EPOCH, &self.epoch)?;
        for (name, value) in self.report.iter() {
            map.serialize_entry(name, &Value(value))?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for EpochRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecordVisitor)
    }
}

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = EpochRecord;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an epoch and numbers by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<EpochRecord, A::Error> {
        let (mut epoch, mut entries) = (None, Vec::new());
        while let Some(name) = map.next_key::<String>()? {
            // A metric may have the same name: it comes later.
            if name == EPOCH && epoch.is_none() {
                epoch = Some(map.next_value()?);
            } else {
                let Value(value) = map.next_value()?;
                entries.push((name, value));
            }
        }
        let epoch = epoch.ok_or_else(|| A::Error::missing_field(EPOCH))?;
        if epoch == 0 {
            let expected = &"the number of an epoch, counted from 1";
            return Err(A::Error::invalid_value(Unexpected::Unsigned(0), expected));
        }
        Ok(EpochRecord { epoch, report: Report::of(entries) })
    }
}

/// A number, or its text if it is not finite.
struct Value(f64);

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_finite() || !serializer.is_human_readable() {
            serializer.serialize_f64(self.0)
        } else {
            serializer.collect_str(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(ValueVisitor)
        } else {
            f64::deserialize(deserializer).map(Value)
        }
    }
}

struct ValueVisitor;

impl Visitor<'_> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or \"NaN\", \"inf\" or \"-inf\"")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value(value as f64))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value(value as f64))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        match text {
            "NaN" => Ok(Value(f64::NAN)),
            "inf" => Ok(Value(f64::INFINITY)),
            "-inf" => Ok(Value(f64::NEG_INFINITY)),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::History;
    use proptest::prelude::*;
    use std::string::ToString;

    /// Equality of bits, except the payload of NaN.
    fn bits(history: &History) -> Vec<(usize, Vec<(&str, u64)>)> {
        let bits = |value: f64| if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() };
        let epochs = history.epochs.iter();
        epochs
            .map(|EpochRecord { epoch, report }| {
                (*epoch, report.iter().map(|(name, value)| (name, bits(value))).collect())
            })
            .collect()
    }

    fn histories() -> impl Strategy<Value = History> {
        let numbers = prop::collection::vec((".{0,8}|epoch|loss", any::<u64>()), 0..5);
        let record = (1..usize::MAX, numbers).prop_map(|(epoch, numbers)| {
            let entries = numbers.into_iter().map(|(name, bits)| (name, f64::from_bits(bits)));
            EpochRecord { epoch, report: Report::of(entries.collect()) }
        });
        prop::collection::vec(record, 0..4).prop_map(|epochs| History { epochs })
    }

    proptest! {
        #[test]
        fn histories_come_back_to_the_bit(history in histories()) {
            let text = serde_json::to_string(&history).expect("is JSON");
            let again = serde_json::from_str(&text).expect("is a history");
            prop_assert_eq!(bits(&again), bits(&history));
            // No prefix of it is accepted as complete.
            for (end, _) in text.char_indices() {
                prop_assert!(serde_json::from_str::<History>(&text[..end]).is_err());
            }
        }

        #[test]
        fn any_text_is_a_history_or_an_error(text in "[\\[\\]{}:,\"a-z0-9.eE-]{0,40}") {
            let _ = serde_json::from_str::<History>(&text);
        }
    }

    #[test]
    fn what_is_no_history_says_what_was_expected() {
        let error = |text: &str| serde_json::from_str::<History>(text).expect_err(text).to_string();
        assert_eq!(
            error(r#"[{"epoch": 1, "loss": "high"}]"#),
            "invalid value: string \"high\", expected a number, or \"NaN\", \"inf\" or \"-inf\" \
             at line 1 column 28"
        );
        assert_eq!(
            error(r#"[{"epoch": 1, "loss": null}]"#),
            "invalid type: null, expected a number, or \"NaN\", \"inf\" or \"-inf\" \
             at line 1 column 26"
        );
        assert_eq!(
            error(r#"[{"epoch": 0}]"#),
            "invalid value: integer `0`, expected the number of an epoch, counted from 1 \
             at line 1 column 13"
        );
        assert_eq!(error(r#"[{"loss": 1}]"#), "missing field `epoch` at line 1 column 12");
        assert_eq!(
            error("[[1, 0.5]]"),
            "invalid type: sequence, expected an epoch and numbers by name at line 1 column 1"
        );
        assert_eq!(
            error(r#"{"loss": [0.5]}"#),
            "invalid type: map, expected a sequence at line 1 column 0"
        );
    }
}
