//! What happened, epoch by epoch.

use super::Report;
use super::report::Number;
use crate::io::{LoadError, SaveError, history};
use core::fmt;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::string::ToString;
use std::vec::Vec;

/// The record of every epoch.
///
/// Displayed it is a table with a line for each epoch. [`save`](Self::save)d it is a JSON list with
/// an object for each, which tools for tables and plots read as it is, such as pandas' `read_json`:
///
/// ```
/// use burdock::training::History;
///
/// let text = r#"[{"epoch":1,"loss":0.5,"val_loss":0.75},{"epoch":2,"loss":0.25,"val_loss":"NaN"}]"#;
/// let history: History = serde_json::from_str(text)?;
/// assert_eq!(history.series("loss").collect::<Vec<_>>(), [0.5, 0.25]);
/// assert!(history.epochs[1].report.get("val_loss").is_some_and(f64::is_nan));
/// assert_eq!(serde_json::to_string(&history)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct History {
    /// One record for each epoch, in order.
    pub epochs: Vec<EpochRecord>,
}

/// What one epoch gave.
#[derive(Clone, Debug, PartialEq)]
pub struct EpochRecord {
    /// The epoch, from 1; it goes on counting when a fit is continued.
    pub epoch: usize,
    /// The loss and the metrics, then those on the validation data: `loss`, `accuracy`,
    /// `val_loss`, `val_accuracy`.
    pub report: Report,
}

impl History {
    /// The numbers of that name, such as `val_loss`: one for each epoch that has it.
    pub fn series(&self, name: &str) -> impl Iterator<Item = f64> {
        self.epochs.iter().filter_map(move |record| record.report.get(name))
    }

    /// The last epoch's record.
    pub fn last(&self) -> Option<&EpochRecord> {
        self.epochs.last()
    }

    /// Writes a JSON file, which at every moment is either the old one or the new one, and
    /// complete. Numbers come back to the bit; those that are not finite are texts: `"NaN"`,
    /// `"inf"`, `"-inf"`.
    ///
    /// # Errors
    /// If the file cannot be written; then nothing is left behind.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), SaveError> {
        history::save(self, path.as_ref())
    }

    /// The history in a file.
    ///
    /// # Errors
    /// If the file cannot be read, or does not hold a history.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        history::load(path.as_ref())
    }
}

impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(last) = self.last() else {
            return Ok(());
        };
        let names: Vec<&str> = last.report.iter().map(|(name, _)| name).collect();
        write!(f, "epoch")?;
        for name in &names {
            write!(f, "  {name:>width$}", width = width(name))?;
        }
        for EpochRecord { epoch, report } in &self.epochs {
            write!(f, "\n{epoch:>5}")?;
            for name in &names {
                match report.get(name) {
                    Some(value) => write!(f, "  {:>width$}", Number(value), width = width(name))?,
                    None => write!(f, "  {:>width$}", "", width = width(name))?,
                }
            }
        }
        Ok(())
    }
}

/// How wide a column is: as its name, or as the longest usual number.
fn width(name: &str) -> usize {
    name.chars().count().max(Number(-1e-5).to_string().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::String;

    #[test]
    fn series_and_table() {
        let names: Vec<String> = ["loss", "val_accuracy"].map(String::from).into();
        let names = std::sync::Arc::from(names);
        let mut history = History::default();
        assert_eq!(history.to_string(), "");
        for epoch in 1..=2 {
            let mut report = Report::new(std::sync::Arc::clone(&names));
            report.push(1.0 / epoch as f64);
            report.push(0.25 * epoch as f64);
            history.epochs.push(EpochRecord { epoch, report });
        }
        assert_eq!(history.series("val_accuracy").collect::<Vec<_>>(), [0.25, 0.5]);
        assert_eq!(history.series("accuracy").count(), 0);
        let table = "\
epoch        loss  val_accuracy
    1      1.0000        0.2500
    2      0.5000        0.5000";
        assert_eq!(history.to_string(), table);
    }
}
