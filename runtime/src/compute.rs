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

/// True where the machine has all of the features: asked at run time under std, and otherwise
/// known from the features that the program is compiled for.
#[cfg(target_arch = "x86_64")]
macro_rules! has {
    ($($feature:tt),*) => {{
        #[cfg(feature = "std")]
        let found = true $(& std::arch::is_x86_feature_detected!($feature))*;
        #[cfg(not(feature = "std"))]
        let found = cfg!(all($(target_feature = $feature),*));
        found
    }};
}

impl InstructionSet {
    /// Every set that this crate has kernels for on this architecture, the best one last.
    const ALL: &'static [Self] = &[
        Self::Portable,
        #[cfg(target_arch = "x86_64")]
        Self::Avx2,
        #[cfg(target_arch = "x86_64")]
        Self::Avx512,
        #[cfg(target_arch = "aarch64")]
        Self::Neon,
    ];

    /// The sets that this machine has, the best one last.
    pub fn available() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|set| set.is_available())
    }

    /// Whether this machine has the set.
    pub fn is_available(self) -> bool {
        match self {
            Self::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => has!("avx2", "fma"),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => has!("avx512f", "avx2", "fma"),
            #[cfg(target_arch = "aarch64")]
            Self::Neon => true, // part of the architecture
        }
    }
}

/// What the kernels run on: an instruction set that this machine has.
#[derive(Debug)]
pub struct Compute {
    instruction_set: InstructionSet,
    threads: usize,
}

impl Compute {
    /// The portable path on the calling thread: the same bits everywhere.
    pub const fn portable() -> Self {
        Self { instruction_set: InstructionSet::Portable, threads: 1 }
    }

    /// The best instruction set, on the calling thread.
    ///
    /// Under std the machine is asked; otherwise the features that the program is compiled for
    /// decide.
    pub fn detect() -> Self {
        let best = InstructionSet::available().last();
        Self { instruction_set: best.unwrap_or(InstructionSet::Portable), threads: 1 }
    }

    /// One particular instruction set, or `None` where the machine lacks it.
    pub fn with_instruction_set(set: InstructionSet) -> Option<Self> {
        set.is_available().then_some(Self { instruction_set: set, threads: 1 })
    }

    /// The instruction set that the kernels use.
    #[inline]
    pub fn instruction_set(&self) -> InstructionSet {
        self.instruction_set
    }

    /// The same, with work that is large enough shared out over `count` threads.
    #[cfg(feature = "std")]
    pub fn threads(self, count: core::num::NonZeroUsize) -> Self {
        Self { threads: count.get(), ..self }
    }

    /// Over how many threads large work may be shared out, the calling one included.
    #[inline]
    pub fn thread_count(&self) -> usize {
        self.threads
    }
}
