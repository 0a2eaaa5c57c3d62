//! Vectors of eight elements in the registers of AVX2, with fused multiply-add.
use super::{Kernel, Vector};
use core::arch::x86_64::*;

/// One `ymm` register. A value exists only if the machine supports AVX2 and FMA.
#[derive(Clone, Copy)]
pub(crate) struct Avx2(__m256);

/// A register's elements in memory, unaligned: read and written in one instruction even without
/// optimization, where the intrinsics are chains of calls.
#[repr(C, packed)]
struct Anywhere(__m256);

/// Methods whose body is one expression of intrinsics.
macro_rules! operations {
    ($($(#[$attribute:meta])* $name:ident($this:ident $(, $argument:ident)*) = $value:expr;)*) => {$(
        $(#[$attribute])*
        #[inline(always)]
        fn $name(self $(, $argument: Self)*) -> Self {
            let $this = self.0;
            $(let $argument = $argument.0;)*
            // SAFETY: `self` exists, hence the machine supports AVX2 and FMA.
            Self(unsafe { $value })
        }
    )*};
}

/// A window into it, `8 - count` elements from the start, masks the first `count` lanes.
static MASKS: [i32; 16] = [-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0];

/// The mask of the first `count` lanes.
///
/// # Safety
/// The machine supports AVX2, and `count` is at most 8.
#[inline(always)]
unsafe fn first(count: usize) -> __m256i {
    // SAFETY: the window of eight elements lies inside the sixteen.
    unsafe { _mm256_loadu_si256(MASKS.as_ptr().add(8 - count).cast()) }
}

impl Vector for Avx2 {
    const LANES: usize = 8;
    const TILE: (usize, usize) = (4, 2);

    #[inline(always)]
    unsafe fn call<K: Kernel>(kernel: &K) {
        #[target_feature(enable = "avx2,fma")]
        unsafe fn enabled<K: Kernel>(kernel: &K) {
            // SAFETY: the features are enabled here; the rest is the caller's promise.
            unsafe { kernel.run::<Avx2>() }
        }
        // SAFETY: the caller knows that the machine supports AVX2 and FMA.
        unsafe { enabled(kernel) }
    }

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        // SAFETY: the caller knows that the machine supports AVX2.
        Self(unsafe { _mm256_set1_ps(value) })
    }

    #[inline(always)]
    unsafe fn load(source: *const f32) -> Self {
        // SAFETY: as above, and 8 elements can be read.
        Self(unsafe { (*source.cast::<Anywhere>()).0 })
    }

    #[inline(always)]
    unsafe fn load_partial(source: *const f32, count: usize) -> Self {
        // SAFETY: as above; lanes that are masked out are not read.
        Self(unsafe { _mm256_maskload_ps(source, first(count)) })
    }

    #[inline(always)]
    unsafe fn load_over(self, source: *const f32, count: usize) -> Self {
        // SAFETY: lanes that are masked out are not read.
        unsafe {
            let mask = first(count);
            let read = _mm256_maskload_ps(source, mask);
            Self(_mm256_blendv_ps(self.0, read, _mm256_castsi256_ps(mask)))
        }
    }

    #[inline(always)]
    unsafe fn store(self, target: *mut f32) {
        // SAFETY: 8 elements can be written.
        unsafe { (*target.cast::<Anywhere>()).0 = self.0 }
    }

    #[inline(always)]
    unsafe fn store_partial(self, target: *mut f32, count: usize) {
        // SAFETY: lanes that are masked out are not written.
        unsafe { _mm256_maskstore_ps(target, first(count), self.0) }
    }

    #[inline(always)]
    fn constant(self, value: f32) -> Self {
        // SAFETY: `self` exists, hence the machine supports AVX2.
        unsafe { Self::splat(value) }
    }

    operations! {
        add(a, b) = _mm256_add_ps(a, b);
        subtract(a, b) = _mm256_sub_ps(a, b);
        multiply(a, b) = _mm256_mul_ps(a, b);
        divide(a, b) = _mm256_div_ps(a, b);
        square_root(a) = _mm256_sqrt_ps(a);
        multiply_add(a, b, c) = _mm256_fmadd_ps(a, b, c);
        maximum(a, b) = _mm256_max_ps(a, b);
        minimum(a, b) = _mm256_min_ps(a, b);
        if_greater(a, bound, yes, no) =
            _mm256_blendv_ps(no, yes, _mm256_cmp_ps::<_CMP_GT_OQ>(a, bound));
        absolute(a) = _mm256_andnot_ps(_mm256_set1_ps(-0.0), a);
        with_sign_of(a, sign) = {
            let bit = _mm256_set1_ps(-0.0);
            _mm256_or_ps(_mm256_andnot_ps(bit, a), _mm256_and_ps(bit, sign))
        };
        scale(a, exponent) = {
            // Half the exponent at a time, so that neither power of two overflows.
            const NEAREST: i32 = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;
            let half = _mm256_mul_ps(exponent, _mm256_set1_ps(0.5));
            let half = _mm256_round_ps::<NEAREST>(half);
            let rest = _mm256_sub_ps(exponent, half);
            // Adding 2^23 + 127 leaves the biased exponent in the lowest bits.
            let bias = _mm256_set1_ps(8_388_735.0);
            let half = _mm256_castps_si256(_mm256_add_ps(half, bias));
            let rest = _mm256_castps_si256(_mm256_add_ps(rest, bias));
            let half = _mm256_castsi256_ps(_mm256_slli_epi32::<23>(half));
            let rest = _mm256_castsi256_ps(_mm256_slli_epi32::<23>(rest));
            _mm256_mul_ps(_mm256_mul_ps(a, half), rest)
        };
    }

    /// Four columns of eight rows at a time: the rows `r, r + 4` fill one register, and a
    /// shuffle within its 128-bit lanes turns them into columns.
    #[inline(always)]
    unsafe fn transpose(source: *const f32, stride: usize, target: *mut f32, target_stride: usize) {
        // SAFETY: the caller promises eight elements in each of eight rows.
        unsafe {
            for column in (0..8).step_by(4) {
                let gather = |row: usize| {
                    let four = |row: usize| _mm_loadu_ps(source.add(row * stride + column));
                    _mm256_insertf128_ps::<1>(_mm256_castps128_ps256(four(row)), four(row + 4))
                };
                let (a, b, c, d) = (gather(0), gather(1), gather(2), gather(3));
                let (ab_low, ab_high) = (_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b));
                let (cd_low, cd_high) = (_mm256_unpacklo_ps(c, d), _mm256_unpackhi_ps(c, d));
                let columns = [
                    _mm256_shuffle_ps::<0b01_00_01_00>(ab_low, cd_low),
                    _mm256_shuffle_ps::<0b11_10_11_10>(ab_low, cd_low),
                    _mm256_shuffle_ps::<0b01_00_01_00>(ab_high, cd_high),
                    _mm256_shuffle_ps::<0b11_10_11_10>(ab_high, cd_high),
                ];
                for (i, values) in columns.into_iter().enumerate() {
                    _mm256_storeu_ps(target.add((column + i) * target_stride), values);
                }
            }
        }
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        // SAFETY: `self` exists, hence the machine supports AVX2.
        unsafe {
            let (low, high) = (_mm256_castps256_ps128(self.0), _mm256_extractf128_ps::<1>(self.0));
            let four = _mm_add_ps(low, high);
            let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
            _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)))
        }
    }

    #[inline(always)]
    fn largest(self) -> f32 {
        // SAFETY: `self` exists, hence the machine supports AVX2.
        unsafe {
            let (low, high) = (_mm256_castps256_ps128(self.0), _mm256_extractf128_ps::<1>(self.0));
            let four = _mm_max_ps(low, high);
            let two = _mm_max_ps(four, _mm_movehl_ps(four, four));
            _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)))
        }
    }
}
