//! Asking for memory before it is read.
#![allow(unsafe_code)]

/// Begins to bring the numbers into the cache, where the machine can be asked to: nothing waits
/// for them.
#[inline]
pub(crate) fn prefetch(values: &[f32]) {
    #[cfg(target_arch = "x86_64")]
    {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        /// Numbers in a line of the cache.
        const LINE: usize = 16;
        for line in values.chunks(LINE) {
            // SAFETY: a hint, which may be given for any address.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()) }
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = values; // stable Rust has no instruction for it elsewhere
}
