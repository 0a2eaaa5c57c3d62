//! Reads and writes histories as JSON: an object for each epoch, `{"epoch": 1, "loss": 0.7}`.

use super::load::whole;
use super::{LoadError, SaveError, replace};
use crate::training::History;
use std::borrow::ToOwned;
use std::path::Path;
use std::vec::Vec;

/// Writes a file.
pub(crate) fn save(history: &History, path: &Path) -> Result<(), SaveError> {
    let text = serde_json::to_vec_pretty(history);
    replace::write(path, &text.expect(IS_JSON))
}

/// Reads a file.
pub(crate) fn load(path: &Path) -> Result<History, LoadError> {
    from_bytes(&whole(path)?, path)
}

/// The text, to be stored in another file.
pub(super) fn to_bytes(history: &History) -> Vec<u8> {
    serde_json::to_vec(history).expect(IS_JSON)
}

/// The history in such a text, which must have a record for each of the epochs.
pub(super) fn of_epochs(text: &[u8], epochs: u64, path: &Path) -> Result<History, LoadError> {
    let history = from_bytes(text, path)?;
    let records = history.epochs.len() as u64;
    if records != epochs {
        return Err(LoadError::HistoryLength { path: path.to_owned(), records, epochs });
    }
    Ok(history)
}

fn from_bytes(text: &[u8], path: &Path) -> Result<History, LoadError> {
    serde_json::from_slice(text)
        .map_err(|error| LoadError::History { path: path.to_owned(), error })
}

const IS_JSON: &str = "a history is made of lists, of objects with texts for keys, and of numbers";
