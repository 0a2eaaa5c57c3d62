//! Errors of CSV files.

use core::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::string::String;
use std::vec::Vec;

/// How much of a field's text an error message quotes, in characters.
const LONGEST_QUOTE: usize = 40;

/// A file that is not the table that was expected.
#[derive(Debug)]
pub struct CsvError {
    /// The file; `None` for bytes in memory.
    pub file: Option<PathBuf>,
    /// The line of the error, from 1, if there is one.
    pub line: Option<u64>,
    /// What is wrong there.
    pub fault: CsvFault,
}

/// What is wrong with a table.
#[derive(Debug)]
#[non_exhaustive]
pub enum CsvFault {
    /// The file cannot be opened or read, or its compressed data are damaged.
    Unreadable(io::Error),
    /// There is no line.
    Empty,
    /// Text that is not UTF-8.
    NotUtf8,
    /// A requested column is not in the header.
    NoSuchColumn {
        /// The requested name.
        expected: String,
        /// The columns that there are.
        found: Vec<String>,
    },
    /// A requested column has a name that two columns have.
    ColumnTwice {
        /// The requested name.
        column: String,
        /// The indices of these columns, from 1.
        places: [usize; 2],
    },
    /// The number of feature columns is not that of the sample type.
    FeaturesDiffer {
        /// The features of the requested type.
        expected: usize,
        /// The feature columns of the file, or the number of names.
        found: usize,
    },
    /// A line has more or fewer fields than the first.
    FieldsDiffer {
        /// The fields of the first line.
        expected: u64,
        /// The fields of this one.
        found: u64,
    },
    /// A field does not hold the expected type of value.
    Field {
        /// The name of the column, or its number from 1 if there is no header.
        column: String,
        /// What the field should hold.
        expected: &'static str,
        /// Its text.
        found: String,
    },
}

impl CsvError {
    pub(super) fn new(line: Option<u64>, fault: CsvFault) -> Self {
        Self { file: None, line, fault }
    }

    pub(super) fn in_file(self, file: &Path) -> Self {
        Self { file: Some(file.to_path_buf()), ..self }
    }
}

impl fmt::Display for CsvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{}: ", file.display())?,
            None => f.write_str("CSV data: ")?,
        }
        if let Some(line) = self.line {
            write!(f, "line {line}")?;
            f.write_str(if matches!(self.fault, CsvFault::Field { .. }) { ", " } else { ": " })?;
        }
        self.fault.fmt(f)
    }
}

impl fmt::Display for CsvFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(_) => write!(f, "cannot be read"),
            Self::Empty => write!(f, "expected a table, found no line at all"),
            Self::NotUtf8 => write!(f, "expected UTF-8 text, found other bytes"),
            Self::NoSuchColumn { expected, found } => {
                write!(f, "there is no column `{expected}`; the columns are ")?;
                for (place, name) in found.iter().enumerate() {
                    write!(f, "{}`{name}`", if place == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
            Self::ColumnTwice { column, places: [first, second] } => write!(
                f,
                "there are two columns `{column}`, in places {first} and {second}; it must be one"
            ),
            Self::FeaturesDiffer { expected, found } => {
                write!(f, "expected {expected} feature columns, found {found}")
            }
            Self::FieldsDiffer { expected, found } => {
                write!(f, "expected {expected} fields, as in the first line, found {found}")
            }
            Self::Field { column, expected, found } if found.is_empty() => {
                write!(f, "column `{column}`: expected {expected}, found an empty field")
            }
            Self::Field { column, expected, found } => {
                write!(f, "column `{column}`: expected {expected}, found `")?;
                for character in found.chars().take(LONGEST_QUOTE) {
                    write!(f, "{}", character.escape_debug())?;
                }
                let cut = found.chars().nth(LONGEST_QUOTE).is_some();
                f.write_str(if cut { "…`" } else { "`" })
            }
        }
    }
}

impl core::error::Error for CsvError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.fault {
            CsvFault::Unreadable(error) => Some(error),
            _ => None,
        }
    }
}
