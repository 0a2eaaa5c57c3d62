//! Where kernels run: the instruction set, and the number of threads.
#[cfg(feature = "std")]
mod pool;

/// The vector instructions that the kernels may use.
///
/// Their results differ only by rounding: the vector paths fuse multiply and
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

/// True if the machine has all of the features: detected at run time with std, and otherwise
/// known from the target features that the program is compiled with.
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
    /// Every instruction set with kernels for this architecture, the best one last.
    const ALL: &'static [Self] = &[
        Self::Portable,
        #[cfg(target_arch = "x86_64")]
        Self::Avx2,
        #[cfg(target_arch = "x86_64")]
        Self::Avx512,
        #[cfg(target_arch = "aarch64")]
        Self::Neon,
    ];

    /// The instruction sets that this machine supports, the best one last.
    pub fn available() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|set| set.is_available())
    }

    /// Whether this machine supports the instruction set.
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

/// What the kernels run on: an instruction set that this machine supports, and optional threads.
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
    /// With std the features are detected at run time; otherwise the target features that the
    /// program is compiled with decide.
    pub fn detect() -> Self {
        let best = InstructionSet::available().last();
        Self::new(best.unwrap_or(InstructionSet::Portable))
    }

    /// As [`detect`](Self::detect), detected once for the whole program.
    #[cfg(feature = "std")]
    #[inline]
    pub(crate) fn best() -> &'static Self {
        static BEST: std::sync::OnceLock<Compute> = std::sync::OnceLock::new();
        BEST.get_or_init(Self::detect)
    }

    /// One particular instruction set, or `None` if the machine does not support it.
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

    /// The same, with large calculations partitioned over `count` threads, including the
    /// calling one.
    ///
    /// The threads live as long as this value, and sleep while there is no work. The
    /// results are bit-identical for any number of threads.
    #[cfg(feature = "std")]
    pub fn threads(self, count: core::num::NonZeroUsize) -> Self {
        let pool = (count.get() > 1).then(|| pool::Pool::new(count));
        Self { pool, ..self }
    }

    /// The number of threads that large calculations use, including the calling one.
    #[inline]
    pub fn thread_count(&self) -> usize {
        #[cfg(feature = "std")]
        if let Some(pool) = &self.pool {
            return pool.threads();
        }
        1
    }

    /// The number of partitions that pays off now for a calculation of so many multiply-adds.
    #[inline]
    pub(crate) fn parts(&self, multiply_adds: usize) -> usize {
        /// A smaller calculation ends before another thread has even started.
        const WORTHWHILE: usize = 200_000;
        let parts = multiply_adds / WORTHWHILE;
        if parts > 1 { parts.min(self.ready()) } else { 1 }
    }

    /// The number of threads that calculations may use now.
    fn ready(&self) -> usize {
        #[cfg(feature = "std")]
        if let Some(pool) = &self.pool {
            return pool.ready();
        }
        1
    }

    /// Calls `work` with each index below `parts`, in several threads if there are any.
    pub(crate) fn share(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        #[cfg(feature = "std")]
        if let Some(pool) = &self.pool {
            return pool.run(parts, work);
        }
        (0..parts).for_each(work);
    }

    /// Calls `work` with a buffer for the partial sums of the other threads: an empty one, if
    /// there is no other thread, or the buffer is in use.
    pub(crate) fn aside(&self, work: impl FnOnce(&mut [f32])) {
        #[cfg(feature = "std")]
        if let Some(pool) = &self.pool {
            return pool.aside(work);
        }
        work(&mut []);
    }
}
