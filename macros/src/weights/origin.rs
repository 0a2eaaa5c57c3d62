//! Checks who wrote a weights file, and whether its data are still the ones that were written.
//!
//! The same checks as in the runtime when it loads a file (`io/format.rs`), at compile time.

use super::{list, short};
use crate::diagnostics::Diagnostics;
use safetensors::tensor::Metadata;
use serde_json::Value;
use syn::LitStr;

/// The entry of the metadata that contains it.
const ENTRY: &str = "burdock";

/// The supported format.
const FORMAT: u64 = 1;

/// Checks the metadata of the file against its data; `None` if there is an error.
pub(super) fn check(
    path: &LitStr,
    metadata: &Metadata,
    data: &[u8],
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let file = short(path);
    let Some(entry) = metadata.metadata().as_ref().and_then(|entries| entries.get(ENTRY)) else {
        diagnostics
            .error(path, format_args!("{file} was not written by Burdock"))
            .detail("dense weights are [inputs, outputs] in Burdock's files, as in Keras,")
            .detail("but [outputs, inputs] in PyTorch's, and nothing says which these are")
            .help("load PyTorch's with `load_pytorch`, and `save` the network to a file");
        return None;
    };
    let entry: Value = serde_json::from_str(entry).unwrap_or_default();
    let (format, version) = (entry["format"].as_u64(), entry["version"].as_str());
    let checksum = entry["crc32"].as_str().filter(|digits| digits.len() == 8);
    let checksum = checksum.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match (format, entry["holds"].as_str(), checksum) {
        (Some(format), ..) if format != FORMAT => {
            let version = version.map_or(String::new(), |it| format!(", written by Burdock {it}"));
            diagnostics
                .error(path, format_args!("{file} is of format {format}{version}"))
                .detail(format_args!("Burdock {} reads format {FORMAT}", env!("CARGO_PKG_VERSION")))
                .help("save the file again, with this version");
            None
        }
        (Some(_), Some("state"), Some(_)) => {
            diagnostics
                .error(path, format_args!("{file} holds the state of a training, not parameters"))
                .help("name the file that `save` of the network wrote");
            None
        }
        (Some(_), Some("parameters"), Some(expected)) => {
            let found = crc32fast::hash(data);
            if found != expected {
                diagnostics
                    .error(path, format_args!("{file} is damaged"))
                    .detail(format_args!(
                        "the CRC-32 of its data is {found:08x}, but {expected:08x} was written"
                    ))
                    .help("save it again, or copy it again from where it is whole");
            }
            (found == expected).then_some(())
        }
        _ => {
            let keys = entry.as_object().into_iter().flat_map(|entry| entry.keys().cloned());
            let keys: Vec<String> = keys.collect();
            diagnostics
                .error(path, format_args!("{file} is damaged: its metadata cannot be read"))
                .detail(format_args!("the entry `{ENTRY}` has {}", list(&keys, "no keys")));
            None
        }
    }
}
