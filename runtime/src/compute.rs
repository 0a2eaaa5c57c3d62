//! Where the arithmetic runs: which instruction set, and over how many threads.

/// The vector instructions that the kernels may use.
///
/// All of them give results that differ only by rounding: the vector paths fuse multiply and
/// add, the portable path does not. Within one instruction set the bits are the same for any
/// number of threads, and in debug and release builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InstructionSet {
    /// Plain Rust: the same bits on every target.
    Portable,
    /// x86-64 with AVX2 and FMA.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// x86-64 with AVX-512F.
    #[cfg(target_arch = "x86_64")]
    Avx512,
    /// 64-bit ARM.
    #[cfg(target_arch = "aarch64")]
    Neon,
}
