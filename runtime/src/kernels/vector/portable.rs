//! Vectors in plain Rust: every operation rounds as IEEE 754 specifies, so the bits are the same on
//! every target. With one lane it is the scalar arithmetic of [`math`](crate::kernels::math).
use super::{Kernel, Vector};

/// `N` elements; the compiler allocates whatever registers there are.
#[derive(Clone, Copy)]
pub(crate) struct Portable<const N: usize>(pub(crate) [f32; N]);

/// Builds a vector lane by lane, from an expression of the index.
macro_rules! lanes {
    ($index:ident => $value:expr) => {{
        let (mut lanes, mut $index) = ([0.0; N], 0);
        while $index < N {
            lanes[$index] = $value;
            $index += 1;
        }
        Self(lanes)
    }};
}

impl<const N: usize> Vector for Portable<N> {
    const LANES: usize = N;
    const TILE: (usize, usize) = (4, 2);

    #[inline]
    unsafe fn call<K: Kernel>(kernel: &K) {
        // SAFETY: no special instructions are needed; the rest is the caller's promise.
        unsafe { kernel.run::<Self>() }
    }

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self {
        Self([value; N])
    }

    #[inline(always)]
    unsafe fn load(source: *const f32) -> Self {
        // SAFETY: the caller lets us read N elements.
        Self(unsafe { source.cast::<[f32; N]>().read() })
    }

    #[inline(always)]
    unsafe fn load_partial(source: *const f32, count: usize) -> Self {
        // SAFETY: the caller lets us read `count` elements.
        lanes!(i => if i < count { unsafe { *source.add(i) } } else { 0.0 })
    }

    #[inline(always)]
    unsafe fn load_over(self, source: *const f32, count: usize) -> Self {
        // SAFETY: the caller lets us read `count` elements.
        lanes!(i => if i < count { unsafe { *source.add(i) } } else { self.0[i] })
    }

    #[inline(always)]
    unsafe fn store(self, target: *mut f32) {
        // SAFETY: the caller lets us write N elements.
        unsafe { target.cast::<[f32; N]>().write(self.0) }
    }

    #[inline(always)]
    unsafe fn store_partial(self, target: *mut f32, count: usize) {
        let mut i = 0;
        while i < N {
            if i < count {
                // SAFETY: the caller lets us write `count` elements.
                unsafe { *target.add(i) = self.0[i] }
            }
            i += 1;
        }
    }

    #[inline(always)]
    fn constant(self, value: f32) -> Self {
        Self([value; N])
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        lanes!(i => self.0[i] + other.0[i])
    }

    #[inline(always)]
    fn subtract(self, other: Self) -> Self {
        lanes!(i => self.0[i] - other.0[i])
    }

    #[inline(always)]
    fn multiply(self, other: Self) -> Self {
        lanes!(i => self.0[i] * other.0[i])
    }

    #[inline(always)]
    fn divide(self, other: Self) -> Self {
        lanes!(i => self.0[i] / other.0[i])
    }

    #[inline(always)]
    fn square_root(self) -> Self {
        // The same bits: std's root is rounded once, too.
        #[cfg(feature = "std")]
        return lanes!(i => self.0[i].sqrt());
        #[cfg(not(feature = "std"))]
        return lanes!(i => crate::kernels::math::sqrt(self.0[i]));
    }

    #[inline(always)]
    fn multiply_add(self, factor: Self, addend: Self) -> Self {
        lanes!(i => self.0[i] * factor.0[i] + addend.0[i])
    }

    #[inline(always)]
    fn maximum(self, other: Self) -> Self {
        lanes!(i => if self.0[i] > other.0[i] { self.0[i] } else { other.0[i] })
    }

    #[inline(always)]
    fn minimum(self, other: Self) -> Self {
        lanes!(i => if self.0[i] < other.0[i] { self.0[i] } else { other.0[i] })
    }

    #[inline(always)]
    fn if_greater(self, bound: Self, yes: Self, no: Self) -> Self {
        lanes!(i => if self.0[i] > bound.0[i] { yes.0[i] } else { no.0[i] })
    }

    #[inline(always)]
    fn absolute(self) -> Self {
        lanes!(i => f32::from_bits(self.0[i].to_bits() & 0x7fff_ffff))
    }

    #[inline(always)]
    fn with_sign_of(self, sign: Self) -> Self {
        lanes!(i => {
            let magnitude = self.0[i].to_bits() & 0x7fff_ffff;
            f32::from_bits(magnitude | (sign.0[i].to_bits() & 0x8000_0000))
        })
    }

    #[inline(always)]
    fn scale(self, exponent: Self) -> Self {
        // Half the exponent at a time, so that neither power of two overflows. Adding
        // 1.5 * 2^23 rounds to an integer; adding 2^23 + 127 leaves the biased exponent in
        // the lowest bits, from where it moves to its place.
        const ROUND: f32 = 12_582_912.0;
        const BIASED: f32 = 8_388_735.0;
        lanes!(i => {
            let half = (exponent.0[i] * 0.5 + ROUND) - ROUND;
            let rest = exponent.0[i] - half;
            let power = |n: f32| f32::from_bits((n + BIASED).to_bits() << 23);
            self.0[i] * power(half) * power(rest)
        })
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        let (mut sum, mut i) = (self.0[0], 1);
        while i < N {
            sum += self.0[i];
            i += 1;
        }
        sum
    }

    #[inline(always)]
    fn largest(self) -> f32 {
        let (mut largest, mut i) = (self.0[0], 1);
        while i < N {
            largest = if self.0[i] > largest { self.0[i] } else { largest };
            i += 1;
        }
        largest
    }
}
