//! A note on standard error if the crate was built without optimization.

use std::io::{Write, stderr};
use std::sync::Once;

/// Says once on standard error that this crate was built without optimization, if it was, and
/// how to change that.
pub(super) fn note_unoptimized() {
    static ONCE: Once = Once::new();
    if cfg!(unoptimized) {
        ONCE.call_once(|| {
            // If it cannot be written, training goes on.
            let _ = writeln!(
                stderr(),
                "note: burdock is built without optimization and many times slower; use --release, \
                 or [profile.dev.package.burdock] with opt-level = 3 in Cargo.toml"
            );
        });
    }
}
