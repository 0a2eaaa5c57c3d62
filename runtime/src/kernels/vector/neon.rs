//! Vectors of four elements in the registers of 64-bit ARM.
use super::{Kernel, Vector};
use core::arch::aarch64::*;

/// One 128-bit register. Every 64-bit ARM has them.
#[derive(Clone, Copy)]
pub(crate) struct Neon(float32x4_t);

/// Methods whose body is one expression of intrinsics.
macro_rules! operations {
    ($($(#[$attribute:meta])* $name:ident($this:ident $(, $argument:ident)*) = $value:expr;)*) => {$(
        $(#[$attribute])*
        #[inline(always)]
        fn $name(self $(, $argument: Self)*) -> Self {
            let $this = self.0;
            $(let $argument = $argument.0;)*
            // SAFETY: every 64-bit ARM has these instructions.
            Self(unsafe { $value })
        }
    )*};
}

impl Vector for Neon {
    const LANES: usize = 4;
    const TILE: (usize, usize) = (8, 2);

    #[inline(always)]
    unsafe fn call<K: Kernel>(kernel: &K) {
        #[target_feature(enable = "neon")]
        unsafe fn enabled<K: Kernel>(kernel: &K) {
            // SAFETY: the feature is enabled here; the rest is the caller's promise.
            unsafe { kernel.run::<Neon>() }
        }
        // SAFETY: every 64-bit ARM has these instructions.
        unsafe { enabled(kernel) }
    }

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        // SAFETY: every 64-bit ARM has these instructions.
        Self(unsafe { vdupq_n_f32(value) })
    }

    #[inline(always)]
    unsafe fn load(source: *const f32) -> Self {
        // SAFETY: four elements can be read.
        Self(unsafe { vld1q_f32(source) })
    }

    #[inline(always)]
    unsafe fn load_partial(source: *const f32, count: usize) -> Self {
        // SAFETY: the caller's promise.
        unsafe { Self::splat(0.0).load_over(source, count) }
    }

    #[inline(always)]
    unsafe fn load_over(self, source: *const f32, count: usize) -> Self {
        let mut lanes = [0.0f32; 4];
        // SAFETY: the array has four elements.
        unsafe { vst1q_f32(lanes.as_mut_ptr(), self.0) };
        for (i, lane) in lanes.iter_mut().enumerate() {
            if i < count {
                // SAFETY: `count` elements can be read.
                *lane = unsafe { *source.add(i) };
            }
        }
        // SAFETY: the array has four elements.
        Self(unsafe { vld1q_f32(lanes.as_ptr()) })
    }

    #[inline(always)]
    unsafe fn store(self, target: *mut f32) {
        // SAFETY: four elements can be written.
        unsafe { vst1q_f32(target, self.0) }
    }

    #[inline(always)]
    unsafe fn store_partial(self, target: *mut f32, count: usize) {
        let mut lanes = [0.0f32; 4];
        // SAFETY: the array has four elements.
        unsafe { vst1q_f32(lanes.as_mut_ptr(), self.0) };
        for (i, lane) in lanes.into_iter().enumerate() {
            if i < count {
                // SAFETY: `count` elements can be written.
                unsafe { *target.add(i) = lane };
            }
        }
    }

    #[inline(always)]
    fn constant(self, value: f32) -> Self {
        // SAFETY: every 64-bit ARM has these instructions.
        unsafe { Self::splat(value) }
    }

    operations! {
        add(a, b) = vaddq_f32(a, b);
        subtract(a, b) = vsubq_f32(a, b);
        multiply(a, b) = vmulq_f32(a, b);
        divide(a, b) = vdivq_f32(a, b);
        square_root(a) = vsqrtq_f32(a);
        multiply_add(a, b, c) = vfmaq_f32(c, a, b);
        maximum(a, b) = vbslq_f32(vcgtq_f32(a, b), a, b);
        minimum(a, b) = vbslq_f32(vcltq_f32(a, b), a, b);
        if_greater(a, bound, yes, no) = vbslq_f32(vcgtq_f32(a, bound), yes, no);
        absolute(a) = vabsq_f32(a);
        with_sign_of(a, sign) = vbslq_f32(vdupq_n_u32(0x8000_0000), sign, a);
        scale(a, exponent) = {
            // Half the exponent at a time, so that neither power of two overflows.
            let half = vrndnq_f32(vmulq_n_f32(exponent, 0.5));
            let rest = vsubq_f32(exponent, half);
            // Adding 2^23 + 127 leaves the biased exponent in the lowest bits.
            let bias = vdupq_n_f32(8_388_735.0);
            let half = vshlq_n_u32::<23>(vreinterpretq_u32_f32(vaddq_f32(half, bias)));
            let rest = vshlq_n_u32::<23>(vreinterpretq_u32_f32(vaddq_f32(rest, bias)));
            vmulq_f32(vmulq_f32(a, vreinterpretq_f32_u32(half)), vreinterpretq_f32_u32(rest))
        };
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        // SAFETY: every 64-bit ARM has these instructions.
        unsafe { vaddvq_f32(self.0) }
    }

    #[inline(always)]
    fn largest(self) -> f32 {
        // SAFETY: every 64-bit ARM has these instructions.
        unsafe { vmaxvq_f32(self.0) }
    }
}
