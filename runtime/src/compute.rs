//! Where the arithmetic runs: which instruction set, and over how many threads.
#[cfg(feature = "std")]
mod pool;

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

/// What the kernels run on: an instruction set that this machine has, and maybe some threads.
#[derive(Debug)]
pub struct Compute {
    instruction_set: InstructionSet,
    #[cfg(feature = "std")]
    pool: Option<pool::Pool>,
}

impl Compute {
    /// The portable path on the calling thread: the same bits everywhere.
    pub const fn portable() -> Self {
        Self::new(InstructionSet::Portable)
    }

    /// The best instruction set, on the calling thread.
    ///
    /// Under std the machine is asked; otherwise the features that the program is compiled for
    /// decide.
    pub fn detect() -> Self {
        let best = InstructionSet::available().last();
        Self::new(best.unwrap_or(InstructionSet::Portable))
    }

    /// As [`detect`](Self::detect), asked once for the whole program.
    #[cfg(feature = "std")]
    #[inline]
    pub(crate) fn best() -> &'static Self {
        static BEST: std::sync::OnceLock<Compute> = std::sync::OnceLock::new();
        BEST.get_or_init(Self::detect)
    }

    /// One particular instruction set, or `None` where the machine lacks it.
    pub fn with_instruction_set(set: InstructionSet) -> Option<Self> {
        set.is_available().then(|| Self::new(set))
    }

    /// The instruction set that the kernels use.
    #[inline]
    pub fn instruction_set(&self) -> InstructionSet {
        self.instruction_set
    }

    const fn new(instruction_set: InstructionSet) -> Self {
        Self {
            instruction_set,
            #[cfg(feature = "std")]
            pool: None,
        }
    }

    /// The same, with calculations that are large enough shared out over `count` threads, the
    /// calling one included.
    ///
    /// The threads live as long as this value, and sleep when there is nothing to do. The
    /// results are the same to the bit for any number.
    #[cfg(feature = "std")]
    pub fn threads(self, count: core::num::NonZeroUsize) -> Self {
        let pool = (count.get() > 1).then(|| pool::Pool::new(count));
        Self { pool, ..self }
    }

    /// Over how many threads large calculations are shared out, the calling one included.
    #[inline]
    pub fn thread_count(&self) -> usize {
        #[cfg(feature = "std")]
        if let Some(pool) = &self.pool {
            return pool.threads();
        }
        1
    }

    /// Into how many parts a calculation of so many multiply-adds is worth being divided now.
    #[inline]
    pub(crate) fn parts(&self, multiply_adds: usize) -> usize {
        /// Less is done before another thread has heard of it.
        const WORTHWHILE: usize = 200_000;
        let parts = multiply_adds / WORTHWHILE;
        if parts > 1 { parts.min(self.ready()) } else { 1 }
    }

    /// Over how many threads calculations may be divided now.
    fn ready(&self) -> usize {
        #[cfg(feature = "std")]
        if let Some(pool) = &self.pool {
            return pool.ready();
        }
        1
    }

    /// Calls `work` with each number below `parts`, in several threads where there are some.
    pub(crate) fn share(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        #[cfg(feature = "std")]
        if let Some(pool) = &self.pool {
            return pool.run(parts, work);
        }
        (0..parts).for_each(work);
    }

    /// Calls `work` with memory that is kept for sums of the other threads: with none, where
    /// there is no other thread, or the memory is in use.
    pub(crate) fn aside(&self, work: impl FnOnce(&mut [f32])) {
        #[cfg(feature = "std")]
        if let Some(pool) = &self.pool {
            return pool.aside(work);
        }
        work(&mut []);
    }
}
