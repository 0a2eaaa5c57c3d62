//! The metadata of every safetensors file.
//!
//! The entry `burdock` is a JSON object: the number of the format, what the file holds, what wrote
//! it, and the CRC-32 of all bytes after the header. It is a single entry, because the
//! safetensors crate writes several in random order, and equal parameters should give equal bytes.
//! Unknown keys are ignored, so that later versions can add some.

use super::{FileContent, LoadError, SaveError};
use safetensors::tensor::Metadata;
use safetensors::{SafeTensors, View};
use serde::{Deserialize, Serialize};
use std::borrow::ToOwned;
use std::collections::HashMap;
use std::path::Path;
use std::string::String;
use std::vec::Vec;

/// The name of the entry.
const ENTRY: &str = "burdock";

/// The format that is written, and the only one that is read.
const FORMAT: u64 = 1;

/// The content of the entry.
#[derive(Serialize, Deserialize)]
pub(super) struct Entry {
    format: u64,
    holds: FileContent,
    #[serde(default)]
    network: String,
    #[serde(default)]
    version: String,
    /// The optimizer, in a file that holds its state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) optimizer: Option<String>,
    #[serde(with = "checksum")]
    crc32: u32,
}

/// The key that is read first: all others depend on the format.
#[derive(Deserialize)]
struct Format {
    format: u64,
    version: Option<String>,
}

/// The bytes of a file with these tensors.
pub(super) fn to_bytes<V: View>(
    tensors: impl IntoIterator<Item = (impl AsRef<str> + Ord + core::fmt::Display, V)>,
    holds: FileContent,
    network: &str,
    optimizer: Option<&str>,
) -> Result<Vec<u8>, SaveError> {
    let entry = Entry {
        format: FORMAT,
        holds,
        network: network.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        optimizer: optimizer.map(ToOwned::to_owned),
        crc32: 0,
    };
    let entry = serde_json::to_string(&entry).expect("an object of texts and a number");
    let metadata = HashMap::from([(ENTRY.to_owned(), entry)]);
    let mut bytes = safetensors::serialize(tensors, Some(metadata)).map_err(SaveError::Format)?;
    let end = header_end(&bytes);
    let (header, data) = bytes.split_at_mut(end);
    checksum::write(header, crc32fast::hash(data));
    Ok(bytes)
}

/// The tensors of a file that Burdock wrote, with its entry, both checked.
pub(super) fn read<'f>(
    bytes: &'f [u8],
    path: &Path,
    expected: FileContent,
) -> Result<(SafeTensors<'f>, Entry), LoadError> {
    let (file, metadata) = parse(bytes, path)?;
    let path = || path.to_owned();
    let Some(text) = entry(&metadata, ENTRY) else {
        let format = entry(&metadata, "format").cloned();
        return Err(LoadError::Foreign { path: path(), expected, format });
    };
    let unreadable = |error| LoadError::Metadata { path: path(), error };
    let Format { format, version } = serde_json::from_str(text).map_err(unreadable)?;
    if format != FORMAT {
        let (expected, found) = (FORMAT, format);
        return Err(LoadError::FormatVersion { path: path(), expected, found, version });
    }
    let entry: Entry = serde_json::from_str(text).map_err(unreadable)?;
    if entry.holds != expected {
        return Err(LoadError::Content { path: path(), expected, found: entry.holds });
    }
    let found = crc32fast::hash(&bytes[header_end(bytes)..]);
    if entry.crc32 != found {
        return Err(LoadError::Checksum { path: path(), expected: entry.crc32, found });
    }
    Ok((file, entry))
}

/// The tensors of a file that PyTorch wrote, or a program that does not say who it is.
pub(super) fn read_pytorch<'f>(bytes: &'f [u8], path: &Path) -> Result<SafeTensors<'f>, LoadError> {
    /// What `safetensors.torch` writes.
    const PYTORCH: &str = "pt";
    let (file, metadata) = parse(bytes, path)?;
    if entry(&metadata, ENTRY).is_some() {
        return Err(LoadError::NotForeign { path: path.to_owned() });
    }
    match entry(&metadata, "format") {
        Some(format) if format != PYTORCH => {
            Err(LoadError::NotPyTorch { path: path.to_owned(), format: format.clone() })
        }
        _ => Ok(file),
    }
}

fn parse<'f>(bytes: &'f [u8], path: &Path) -> Result<(SafeTensors<'f>, Metadata), LoadError> {
    let fault = |error| LoadError::Format { path: path.to_owned(), error };
    let file = SafeTensors::deserialize(bytes).map_err(fault)?;
    let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(fault)?;
    Ok((file, metadata))
}

fn entry<'m>(metadata: &'m Metadata, name: &str) -> Option<&'m String> {
    metadata.metadata().as_ref()?.get(name)
}

/// The offset at which the header ends and the data begin, in the bytes of a safetensors file.
fn header_end(bytes: &[u8]) -> usize {
    let (length, _) = bytes.split_first_chunk().expect("a file begins with eight bytes");
    8 + u64::from_le_bytes(*length) as usize
}

/// The checksum in the entry: eight hexadecimal digits.
mod checksum {
    use serde::de::{Deserialize, Deserializer, Error, Unexpected};
    use serde::ser::Serializer;
    use std::string::String;

    /// The text before the digits in the header: JSON in a JSON string.
    const KEY: &[u8] = br#"\"crc32\":\""#;
    const DIGITS: usize = 8;

    pub(super) fn serialize<S: Serializer>(crc: &u32, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{crc:08x}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
        let text = String::deserialize(from)?;
        let digits = Some(&*text).filter(|text| text.len() == DIGITS);
        digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).ok_or_else(|| {
            D::Error::invalid_value(Unexpected::Str(&text), &"eight digits in base 16")
        })
    }

    /// Writes the checksum of the data into a header, in place of another.
    pub(super) fn write(header: &mut [u8], crc: u32) {
        let key = header.windows(KEY.len()).position(|part| part == KEY);
        let digits = key.expect("the entry has a checksum") + KEY.len();
        let text = std::format!("{crc:08x}");
        header[digits..digits + DIGITS].copy_from_slice(text.as_bytes());
    }
}
