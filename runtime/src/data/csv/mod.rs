//! CSV files.
//!
//! Input: a file with one sample per line, compressed with gzip or not (its first bytes tell).
//! Output: a [`Dataset`] of the feature columns and the target column. Numbers are written in
//! Rust's `f32` syntax, with optional spaces around; empty fields, infinities and NaN
//! are rejected.

mod columns;
mod error;
mod field;

pub use error::{CsvError, CsvFault};
pub use field::Field;

use super::{Dataset, gzip};
use columns::Columns;
use std::io;
use std::path::Path;
use std::string::String;
use std::vec::Vec;
use std::{format, fs};

/// How to read a table: whether it has a header, what separates its fields, and which columns
/// are the features and the target.
///
/// By default the first line is a header, fields are separated by commas, the last column is
/// the target, and the columns before it are the features.
///
/// # Example
/// ```
/// use burdock::data::csv::Reader;
///
/// let text = "rooms,age,price\n6.5,41,4.526\n6.2,21,3.585\n";
/// let houses = Reader::new().parse::<2, f32>(text.as_bytes())?;
/// assert_eq!(houses.x, [[6.5, 41.0], [6.2, 21.0]]);
/// assert_eq!(houses.y, [4.526, 3.585]);
///
/// let ages = Reader::new().features(["age"]).target("price").parse::<1, f32>(text.as_bytes())?;
/// assert_eq!(ages.x, [[41.0], [21.0]]);
///
/// let error = Reader::new().parse::<2, f32>(b"rooms,age,price\n6.5,old,4.5\n").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "CSV data: line 2, column `age`: expected a finite number, found `old`"
/// );
/// # Ok::<(), burdock::data::csv::CsvError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reader {
    header: bool,
    delimiter: u8,
    features: Option<Vec<String>>,
    target: Option<String>,
}

impl Default for Reader {
    fn default() -> Self {
        Self { header: true, delimiter: b',', features: None, target: None }
    }
}

impl Reader {
    /// A reader with the defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the first line names the columns (default: it does). Without a header the columns
    /// are named by their index, from 1: `1`, `2` and so on.
    #[must_use]
    pub fn header(self, header: bool) -> Self {
        Self { header, ..self }
    }

    /// The byte between fields (default: the comma).
    #[must_use]
    pub fn delimiter(self, delimiter: u8) -> Self {
        Self { delimiter, ..self }
    }

    /// The names of the feature columns, in the order in which the samples have them (default: the
    /// first columns of the file, and the file may have no others but the target). Each must be the
    /// name of one column.
    #[must_use]
    pub fn features<S: Into<String>>(self, names: impl IntoIterator<Item = S>) -> Self {
        Self { features: Some(names.into_iter().map(Into::into).collect()), ..self }
    }

    /// The name of the target column (default: the last column).
    #[must_use]
    pub fn target(self, name: impl Into<String>) -> Self {
        Self { target: Some(name.into()), ..self }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`CsvError`], with the file, the line, the column and what is wrong.
    pub fn read<const FEATURES: usize, Y: Field>(
        &self,
        path: impl AsRef<Path>,
    ) -> Result<Dataset<[f32; FEATURES], Y>, CsvError> {
        let path = path.as_ref();
        fs::read(path)
            .map_err(|error| CsvError::new(None, CsvFault::Unreadable(error)))
            .and_then(|bytes| self.parse(&bytes))
            .map_err(|error| error.in_file(path))
    }

    /// Reads the bytes of a file in memory.
    ///
    /// # Errors
    /// As for [`read`](Self::read), without a file.
    pub fn parse<const FEATURES: usize, Y: Field>(
        &self,
        bytes: &[u8],
    ) -> Result<Dataset<[f32; FEATURES], Y>, CsvError> {
        let content = gzip::whole_content(bytes)
            .map_err(|error| CsvError::new(None, CsvFault::Unreadable(error)))?;
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(self.header)
            .delimiter(self.delimiter)
            .trim(::csv::Trim::All)
            .from_reader(&*content);
        // Without a header these are the fields of the first row, which is then read as a row too.
        let first = reader.headers().map_err(|error| from_csv(error, &content))?.clone();
        if first.is_empty() {
            return Err(CsvError::new(None, CsvFault::Empty));
        }
        let at_start = |fault| CsvError::new(line_of(first.position(), &content), fault);
        let names = match self.header {
            true => first.iter().map(String::from).collect(),
            false => (1..=first.len()).map(|number| format!("{number}")).collect(),
        };
        let columns =
            Columns::<FEATURES>::find(names, &self.features, &self.target).map_err(at_start)?;

        let mut dataset = Dataset::default();
        let mut record = ::csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(|error| from_csv(error, &content))? {
            let at_record = |fault| CsvError::new(line_of(record.position(), &content), fault);
            dataset.x.push(columns.sample(&record).map_err(at_record)?);
            dataset.y.push(columns.target(&record).map_err(at_record)?);
        }
        Ok(dataset)
    }
}

/// Converts an error of the csv crate: rows of unequal length, or text that is not UTF-8.
fn from_csv(error: ::csv::Error, content: &[u8]) -> CsvError {
    let line = line_of(error.position(), content);
    let fault = match error.into_kind() {
        ::csv::ErrorKind::UnequalLengths { expected_len: expected, len: found, .. } => {
            CsvFault::FieldsDiffer { expected, found }
        }
        ::csv::ErrorKind::Utf8 { .. } => CsvFault::NotUtf8,
        ::csv::ErrorKind::Io(error) => CsvFault::Unreadable(error),
        other => CsvFault::Unreadable(io::Error::other(format!("{other:?}"))),
    };
    CsvError::new(line, fault)
}

/// The line, from 1, of the record that begins here. The csv crate's own count is too low if
/// blank lines or the second half of a carriage return and line feed come before the record.
fn line_of(position: Option<&::csv::Position>, content: &[u8]) -> Option<u64> {
    let start = usize::try_from(position?.byte()).ok()?;
    let ends = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let blank = content.get(start..)?.iter().take_while(|byte| ends(byte)).count();
    let before = &content[..start + blank];
    let pairs = before.windows(2).filter(|pair| pair == b"\r\n").count();
    Some((before.iter().filter(|byte| ends(byte)).count() - pairs + 1) as u64)
}

#[cfg(test)]
mod tests;
