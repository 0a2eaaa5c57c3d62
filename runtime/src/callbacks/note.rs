//! A word to those who train in a build without optimization.

use std::io::{Write, stderr};
use std::sync::Once;

/// Says once on the standard error that this crate is not optimized, where that is so, and what
/// would help.
pub(super) fn note_unoptimized() {
    static ONCE: Once = Once::new();
    if cfg!(unoptimized) {
        ONCE.call_once(|| {
            // Nobody need read it.
            let _ = writeln!(
                stderr(),
                "note: burdock is built without optimization and many times slower; use --release, \
                 or [profile.dev.package.burdock] with opt-level = 3 in Cargo.toml"
            );
        });
    }
}
