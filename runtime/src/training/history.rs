//! The history of training: a record for each epoch.

use super::Report;
use super::report::Number;
use crate::io::{LoadError, SaveError, history};
use crate::width::width;
use core::fmt;
use core::iter::once;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::string::{String, ToString};
use std::vec::Vec;

/// The record of every epoch.
///
/// Its `Display` is a table with a line for each epoch, or several tables below each other if one
/// would be wider than 79 columns. [`save`](Self::save) writes a JSON list with
/// an object for each epoch, which tools for tables and plots can read, as pandas' `read_json`:
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

/// The record of one epoch.
#[derive(Clone, Debug, PartialEq)]
pub struct EpochRecord {
    /// The epoch, from 1; it is counted on when training continues.
    pub epoch: usize,
    /// The loss and the metrics, then those on the validation data: `loss`, `accuracy`,
    /// `val_loss`, `val_accuracy`.
    pub report: Report,
}

impl History {
    /// The values of that name, such as `val_loss`: one for each epoch that has it.
    pub fn series(&self, name: &str) -> impl Iterator<Item = f64> {
        self.epochs.iter().filter_map(move |record| record.report.get(name))
    }

    /// The last epoch's record.
    pub fn last(&self) -> Option<&EpochRecord> {
        self.epochs.last()
    }

    /// Writes a JSON file, which at every moment is either the old one or the new one, and
    /// complete. Values are read back bit for bit; those that are not finite are strings: `"NaN"`,
    /// `"inf"`, `"-inf"`.
    ///
    /// # Errors
    /// If the file cannot be written; then no partial file is left.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), SaveError> {
        history::save(self, path.as_ref())
    }

    /// Reads a history from a file.
    ///
    /// # Errors
    /// If the file cannot be read, or does not hold a history.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        history::load(path.as_ref())
    }
}

impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = Vec::new();
        for (name, _) in self.epochs.iter().flat_map(|record| record.report.iter()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let epochs = self.epochs.iter().map(|record| record.epoch.to_string());
        let epochs = Column::new("epoch", 0, epochs);
        let columns = names.iter().map(|name| {
            let values = self.epochs.iter().map(|record| record.report.get(name));
            let texts = values.map(|value| value.map(|value| Number(value).to_string()));
            Column::new(name, NUMBER, texts.map(Option::unwrap_or_default))
        });
        let columns: Vec<_> = columns.collect();
        let mut rest = &columns[..];
        while let [first, others @ ..] = rest {
            let mut width = epochs.width + GAP + first.width;
            let more = others.iter().take_while(|column| {
                width += GAP + column.width;
                width <= WIDTH
            });
            let (table, later) = rest.split_at(1 + more.count());
            write_table(f, &epochs, table)?;
            if !later.is_empty() {
                f.write_str("\n\n")?;
            }
            rest = later;
        }
        Ok(())
    }
}

/// How wide a table is at most, unless a single column is wider.
const WIDTH: usize = 79;
/// The spaces between two columns.
const GAP: usize = 2;
/// The minimum width of a column of numbers: that of the longest usual one.
const NUMBER: usize = "-1.0000e-5".len();

/// The texts of a column, with its header, and the width of the widest.
struct Column {
    texts: Vec<String>,
    width: usize,
}

impl Column {
    fn new(head: &str, least: usize, texts: impl Iterator<Item = String>) -> Self {
        let texts: Vec<_> = once(head.into()).chain(texts).collect();
        let widths = texts.iter().map(|text| width(text));
        Self { width: widths.fold(least, usize::max), texts }
    }
}

/// Writes right-aligned columns, without spaces after the last text of a line.
fn write_table(f: &mut fmt::Formatter<'_>, first: &Column, others: &[Column]) -> fmt::Result {
    for line in 0..first.texts.len() {
        if line > 0 {
            f.write_str("\n")?;
        }
        let mut gap = 0;
        for column in once(first).chain(others) {
            let text = &column.texts[line];
            gap += column.width - width(text);
            if !text.is_empty() {
                // No more is possible; only names that nobody can read take as much.
                let blanks = gap.min(u16::MAX.into());
                write!(f, "{:blanks$}{text}", "")?;
                gap = 0;
            }
            gap += GAP;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

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

    fn record(epoch: usize, entries: &[(&str, f64)]) -> EpochRecord {
        let entries = entries.iter().map(|(name, value)| (String::from(*name), *value));
        EpochRecord { epoch, report: Report::of(entries.collect()) }
    }

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them() {
        let epochs = vec![
            record(99_999, &[("loss", -f64::MAX), ("価格_誤差", 0.5)]),
            record(100_000, &[("loss", 0.5), ("val_loss", f64::NAN)]),
        ];
        let table = "
 epoch         loss   価格_誤差    val_loss
 99999  -1.7977e308      0.5000
100000       0.5000                     NaN";
        assert_eq!(std::format!("\n{}", History { epochs }), table);
    }

    #[test]
    fn a_table_that_is_too_wide_is_several() {
        let names = ["loss", "main_loss", "aux_loss", "main_mean_absolute_error", "accuracy"];
        let validation = names.map(|name| ["val_", name].concat());
        let names: Vec<&str> = names.into_iter().chain(validation.iter().map(|n| &**n)).collect();
        let entries: Vec<_> = names.iter().map(|name| (*name, 0.25)).collect();
        let epochs = vec![record(1, &entries), record(2, &entries)];
        let table = "\
epoch        loss   main_loss    aux_loss  main_mean_absolute_error    accuracy
    1      0.2500      0.2500      0.2500                    0.2500      0.2500
    2      0.2500      0.2500      0.2500                    0.2500      0.2500

epoch    val_loss  val_main_loss  val_aux_loss  val_main_mean_absolute_error
    1      0.2500         0.2500        0.2500                        0.2500
    2      0.2500         0.2500        0.2500                        0.2500

epoch  val_accuracy
    1        0.2500
    2        0.2500";
        assert_eq!(History { epochs }.to_string(), table);
    }
}
