//! Which columns of a table are the features and which the target.

use super::{CsvFault, Field};
use ::csv::StringRecord;
use std::borrow::ToOwned;
use std::string::String;
use std::vec::Vec;

/// The columns of a table, by name and by role.
pub(super) struct Columns<const FEATURES: usize> {
    names: Vec<String>,
    features: [usize; FEATURES],
    target: usize,
}

impl<const FEATURES: usize> Columns<FEATURES> {
    /// Finds the requested columns, or uses all of them, the target last; there is at least one.
    pub(super) fn find(
        names: Vec<String>,
        features: &Option<Vec<String>>,
        target: &Option<String>,
    ) -> Result<Self, CsvFault> {
        let place = |name: &String| {
            let mut places = (0..names.len()).filter(|&column| names[column] == *name);
            match (places.next(), places.next()) {
                (None, _) => {
                    Err(CsvFault::NoSuchColumn { expected: name.clone(), found: names.clone() })
                }
                (Some(place), None) => Ok(place),
                (Some(first), Some(second)) => Err(CsvFault::ColumnTwice {
                    column: name.clone(),
                    places: [first + 1, second + 1],
                }),
            }
        };
        let target = target.as_ref().map_or(Ok(names.len() - 1), place)?;
        let places: Vec<usize> = match features {
            Some(features) => features.iter().map(place).collect::<Result<_, _>>()?,
            None => (0..names.len()).filter(|&column| column != target).collect(),
        };
        let found = places.len();
        let features = places
            .try_into()
            .map_err(|_| CsvFault::FeaturesDiffer { expected: FEATURES, found })?;
        Ok(Self { names, features, target })
    }

    /// The features of a row.
    pub(super) fn sample(&self, record: &StringRecord) -> Result<[f32; FEATURES], CsvFault> {
        let mut sample = [0.0; FEATURES];
        for (value, &column) in sample.iter_mut().zip(&self.features) {
            *value = self.field(record, column)?;
        }
        Ok(sample)
    }

    /// The target of a row.
    pub(super) fn target<Y: Field>(&self, record: &StringRecord) -> Result<Y, CsvFault> {
        self.field(record, self.target)
    }

    fn field<T: Field>(&self, record: &StringRecord, column: usize) -> Result<T, CsvFault> {
        // Every row has as many fields as the first: the csv crate ensures that.
        let text = record.get(column).unwrap_or_default();
        T::parse(text).ok_or_else(|| CsvFault::Field {
            column: self.names[column].clone(),
            expected: T::EXPECTED,
            found: text.to_owned(),
        })
    }
}
