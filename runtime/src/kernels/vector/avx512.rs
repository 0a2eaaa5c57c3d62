//! Vectors of sixteen elements in the registers of AVX-512F.
use super::{Kernel, Vector};
use core::arch::x86_64::*;

/// One `zmm` register. A value exists only if the machine supports AVX-512F.
#[derive(Clone, Copy)]
pub(crate) struct Avx512(__m512);

/// A register's elements in memory, unaligned: read and written in one instruction even without
/// optimization, where the intrinsics are chains of calls.
#[repr(C, packed)]
struct Anywhere(__m512);

/// Methods whose body is one expression of intrinsics.
macro_rules! operations {
    ($($(#[$attribute:meta])* $name:ident($this:ident $(, $argument:ident)*) = $value:expr;)*) => {$(
        $(#[$attribute])*
        #[inline(always)]
        fn $name(self $(, $argument: Self)*) -> Self {
            let $this = self.0;
            $(let $argument = $argument.0;)*
            // SAFETY: `self` exists, hence the machine supports AVX-512F.
            Self(unsafe { $value })
        }
    )*};
}

/// The mask of the first `count` lanes.
#[inline(always)]
fn first(count: usize) -> __mmask16 {
    ((1u32 << count) - 1) as __mmask16
}

impl Vector for Avx512 {
    const LANES: usize = 16;
    const TILE: (usize, usize) = (8, 3);

    #[inline(always)]
    unsafe fn call<K: Kernel>(kernel: &K) {
        #[target_feature(enable = "avx512f,avx2,fma")]
        unsafe fn enabled<K: Kernel>(kernel: &K) {
            // SAFETY: the features are enabled here; the rest is the caller's promise.
            unsafe { kernel.run::<Avx512>() }
        }
        // SAFETY: the caller knows that the machine supports AVX-512F, and with it AVX2 and FMA.
        unsafe { enabled(kernel) }
    }

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        // SAFETY: the caller knows that the machine supports AVX-512F.
        Self(unsafe { _mm512_set1_ps(value) })
    }

    #[inline(always)]
    unsafe fn load(source: *const f32) -> Self {
        // SAFETY: as above, and 16 elements can be read.
        Self(unsafe { (*source.cast::<Anywhere>()).0 })
    }

    #[inline(always)]
    unsafe fn load_partial(source: *const f32, count: usize) -> Self {
        // SAFETY: as above; lanes that are masked out are not read.
        Self(unsafe { _mm512_maskz_loadu_ps(first(count), source) })
    }

    #[inline(always)]
    unsafe fn load_over(self, source: *const f32, count: usize) -> Self {
        // SAFETY: lanes that are masked out are not read.
        Self(unsafe { _mm512_mask_loadu_ps(self.0, first(count), source) })
    }

    #[inline(always)]
    unsafe fn store(self, target: *mut f32) {
        // SAFETY: 16 elements can be written.
        unsafe { (*target.cast::<Anywhere>()).0 = self.0 }
    }

    #[inline(always)]
    unsafe fn store_partial(self, target: *mut f32, count: usize) {
        // SAFETY: lanes that are masked out are not written.
        unsafe { _mm512_mask_storeu_ps(target, first(count), self.0) }
    }

    #[inline(always)]
    fn constant(self, value: f32) -> Self {
        // SAFETY: `self` exists, hence the machine supports AVX-512F.
        unsafe { Self::splat(value) }
    }

    operations! {
        add(a, b) = _mm512_add_ps(a, b);
        subtract(a, b) = _mm512_sub_ps(a, b);
        multiply(a, b) = _mm512_mul_ps(a, b);
        divide(a, b) = _mm512_div_ps(a, b);
        #[cfg(feature = "std")]
        divide_normal(a, b) = {
            // A Newton step doubles the 14 bits of the inverse, another corrects the quotient.
            let inverse = _mm512_rcp14_ps(b);
            let error = _mm512_fnmadd_ps(b, inverse, _mm512_set1_ps(1.0));
            let inverse = _mm512_fmadd_ps(inverse, error, inverse);
            let quotient = _mm512_mul_ps(a, inverse);
            _mm512_fmadd_ps(_mm512_fnmadd_ps(b, quotient, a), inverse, quotient)
        };
        square_root(a) = _mm512_sqrt_ps(a);
        multiply_add(a, b, c) = _mm512_fmadd_ps(a, b, c);
        maximum(a, b) = _mm512_max_ps(a, b);
        minimum(a, b) = _mm512_min_ps(a, b);
        if_greater(a, bound, yes, no) =
            _mm512_mask_blend_ps(_mm512_cmp_ps_mask::<_CMP_GT_OQ>(a, bound), no, yes);
        absolute(a) = _mm512_abs_ps(a);
        with_sign_of(a, sign) = {
            // Bit by bit, `c ? b : a` with the sign bit as c.
            let bit = _mm512_set1_epi32(i32::MIN);
            let (a, sign) = (_mm512_castps_si512(a), _mm512_castps_si512(sign));
            _mm512_castsi512_ps(_mm512_ternarylogic_epi32::<0xd8>(a, sign, bit))
        };
        scale(a, exponent) = _mm512_scalef_ps(a, exponent);
    }

    /// Four columns of sixteen rows at a time: row `r` of the four rows `r, r + 4, r + 8, r + 12`
    /// fills one register, and a shuffle within its 128-bit lanes turns them into columns.
    #[inline(always)]
    unsafe fn transpose(source: *const f32, stride: usize, target: *mut f32, target_stride: usize) {
        // SAFETY: the caller promises sixteen elements in each of sixteen rows.
        unsafe {
            for column in (0..16).step_by(4) {
                let gather = |row: usize| {
                    let four = |row: usize| _mm_loadu_ps(source.add(row * stride + column));
                    let rows = _mm512_castps128_ps512(four(row));
                    let rows = _mm512_insertf32x4::<1>(rows, four(row + 4));
                    let rows = _mm512_insertf32x4::<2>(rows, four(row + 8));
                    _mm512_insertf32x4::<3>(rows, four(row + 12))
                };
                let (a, b, c, d) = (gather(0), gather(1), gather(2), gather(3));
                let (ab_low, ab_high) = (_mm512_unpacklo_ps(a, b), _mm512_unpackhi_ps(a, b));
                let (cd_low, cd_high) = (_mm512_unpacklo_ps(c, d), _mm512_unpackhi_ps(c, d));
                let columns = [
                    _mm512_shuffle_ps::<0b01_00_01_00>(ab_low, cd_low),
                    _mm512_shuffle_ps::<0b11_10_11_10>(ab_low, cd_low),
                    _mm512_shuffle_ps::<0b01_00_01_00>(ab_high, cd_high),
                    _mm512_shuffle_ps::<0b11_10_11_10>(ab_high, cd_high),
                ];
                for (i, values) in columns.into_iter().enumerate() {
                    _mm512_storeu_ps(target.add((column + i) * target_stride), values);
                }
            }
        }
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        // SAFETY: `self` exists, hence the machine supports AVX-512F.
        unsafe { _mm512_reduce_add_ps(self.0) }
    }

    #[inline(always)]
    fn largest(self) -> f32 {
        // SAFETY: `self` exists, hence the machine supports AVX-512F.
        unsafe { _mm512_reduce_max_ps(self.0) }
    }
}
