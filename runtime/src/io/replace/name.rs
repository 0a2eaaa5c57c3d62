//! The names of temporary files.

use std::ffi::{OsStr, OsString};
use std::format;

/// Longer names are cut: the temporary name must not be too long if the file's own is not.
const LONGEST: usize = 96;

/// How much of a name that is cut remains, in bytes.
const KEPT: usize = 64;

/// The name of the temporary file with index `slot` for the file `name`: `.name.burdock-0.tmp`.
pub(super) fn temporary(name: &OsStr, slot: usize) -> OsString {
    let mut temporary = OsString::from(".");
    if name.len() <= LONGEST {
        temporary.push(name);
    } else {
        // UTF-8, whatever the name is: some file systems allow no other names. Two names that are
        // cut to the same text share their slots, which is slower but correct.
        let text = name.to_string_lossy();
        let kept = text.char_indices().take_while(|&(at, it)| at + it.len_utf8() <= KEPT);
        temporary.extend(kept.map(|(_, character)| OsString::from(format!("{character}"))));
        let hash = crc32fast::hash(name.as_encoded_bytes());
        temporary.push(format!("-{hash:08x}"));
    }
    temporary.push(format!(".burdock-{slot}.tmp"));
    temporary
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::String;

    #[test]
    fn short_names_are_kept_and_long_ones_cut() {
        let name =
            |name: &str, slot| temporary(OsStr::new(name), slot).into_string().expect("text");
        assert_eq!(name("model", 0), ".model.burdock-0.tmp");
        assert_eq!(name("a", 17), ".a.burdock-17.tmp");
        let (one, other) = ("ö".repeat(100) + "1", "ö".repeat(100) + "2");
        assert!(name(&one, 0).starts_with(&(String::from(".") + &"ö".repeat(32) + "-")));
        assert_ne!(name(&one, 0), name(&other, 0));
        for length in 1..=255 {
            assert!(name(&"x".repeat(length), 0).len() <= 113.max(length), "{length}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_names_too() {
        use std::os::unix::ffi::OsStrExt;
        let short = temporary(OsStr::from_bytes(b"\xff\xfe"), 0);
        assert_eq!(short.as_bytes(), b".\xff\xfe.burdock-0.tmp");
        let long = temporary(OsStr::from_bytes(&[0xff; 255]), 0);
        assert!(long.to_str().is_some_and(|name| name.len() < 120));
    }
}
