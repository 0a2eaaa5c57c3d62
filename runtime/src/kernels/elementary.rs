//! Exponentials, logarithms and related functions on vectors, from additions, products and bits.
//!
//! All of them handle NaN, infinities and subnormal numbers. The stated error is the
//! largest over all `f32`, in units in the last place, on any instruction set; the tests of
//! [`math`](super::math) and [`activation`](super::activation) check it.
use super::vector::Vector;

const LOG2_E: f32 = core::f32::consts::LOG2_E;
/// ln 2 in two parts; the first has so few bits that its small multiples are exact.
const LN_2_HIGH: f32 = 0.693_359_4;
const LN_2_LOW: f32 = -2.121_944_4e-4;
/// 1.5 * 2^23: adding and subtracting it rounds to a whole number.
const ROUND: f32 = 12_582_912.0;
/// (e^r - 1 - r) / r^2 for |r| <= ln(2) / 2, relative to e^r within 2^-28.
const EXPONENTIAL: [f32; 5] = [0.5, 0.166_665_2, 0.041_666_206, 0.008_368_882, 0.001_395_047_9];
/// (ln((1 + s) / (1 - s)) - 2 s) / s^3 in powers of s^2, for 0 <= s <= 1/3.
const LOGARITHM: [f32; 6] =
    [0.666_666_7, 0.400_000_54, 0.285_683_96, 0.223_015_01, 0.171_478_45, 0.217_924_13];

/// `coefficients[0] + coefficients[1] * x + ...`
#[cfg_attr(not(unoptimized), inline(always))]
fn polynomial<V: Vector, const N: usize>(x: V, coefficients: &[f32; N]) -> V {
    let mut value = x.constant(coefficients[N - 1]);
    let mut power = N - 1;
    while power > 0 {
        power -= 1;
        value = value.multiply_add(x, x.constant(coefficients[power]));
    }
    value
}

/// `n` and `e^r - 1` with `x = n ln 2 + r`, `|r| <= ln(2) / 2`.
#[cfg_attr(not(unoptimized), inline(always))]
fn reduce<V: Vector>(x: V) -> (V, V) {
    let round = x.constant(ROUND);
    let n = x.multiply_add(x.constant(LOG2_E), round).subtract(round);
    let r = n.multiply_add(x.constant(-LN_2_HIGH), x);
    let r = n.multiply_add(x.constant(-LN_2_LOW), r);
    (n, polynomial(r, &EXPONENTIAL).multiply_add(r.multiply(r), r))
}

/// `e^x`, within 1.5 ulp.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) fn exp<V: Vector>(x: V) -> V {
    // Beyond these bounds the result is infinite or zero; NaN passes through.
    let x = x.constant(89.0).minimum(x.constant(-104.0).maximum(x));
    let (n, fraction) = reduce(x);
    fraction.add(x.constant(1.0)).scale(n)
}

/// `e^x`, within 1.5 ulp, and zero where that is below about 10^-38: subnormal numbers are slow.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) fn exp_or_zero<V: Vector>(x: V) -> V {
    let least = x.constant(-87.0);
    least.if_greater(x, x.constant(0.0), exp(least.maximum(x)))
}

/// `e^x - 1` for `x <= 30`, within 2 ulp.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) fn exp_minus_1<V: Vector>(x: V) -> V {
    let one = x.constant(1.0);
    let (n, fraction) = reduce(x.constant(-30.0).maximum(x));
    let power = one.scale(n);
    fraction.multiply_add(power, power.subtract(one))
}

/// `ln(1 + f)` for `1 + f` from 1/sqrt(2) to 2, within 1.5 ulp.
///
/// With s = f / (2 + f) it is 2 s + s R(s^2), rearranged so that the exact f comes first.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) fn log_1_plus<V: Vector>(f: V) -> V {
    let s = f.divide(f.add(f.constant(2.0)));
    let z = s.multiply(s);
    let r = polynomial(z, &LOGARITHM).multiply(z);
    let half_square = f.multiply(f).multiply(f.constant(0.5));
    f.subtract(half_square.subtract(s.multiply(half_square.add(r))))
}

/// `ln(x)`, within 1.5 ulp; NaN below zero.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) fn log<V: Vector>(x: V) -> V {
    const LEAST: u32 = core::f32::consts::FRAC_1_SQRT_2.to_bits();
    let zero = x.constant(0.0);
    // Subnormal numbers are first made normal.
    let is_normal = |yes: V, no: V| x.constant(f32::MIN_POSITIVE).if_greater(x, no, yes);
    let normal = is_normal(x, x.multiply(x.constant(16_777_216.0)));
    // x = 2^n (1 + f), with 1 + f between 1/sqrt(2) and sqrt(2).
    let n = normal.each(
        #[inline(always)]
        |x| (x.to_bits().wrapping_sub(LEAST) as i32 >> 23) as f32,
    );
    let mantissa = normal.each(
        #[inline(always)]
        |x| f32::from_bits((x.to_bits().wrapping_sub(LEAST) & 0x007f_ffff) + LEAST),
    );
    let n = n.subtract(is_normal(zero, x.constant(24.0)));
    let small =
        n.multiply_add(x.constant(LN_2_LOW), log_1_plus(mantissa.subtract(x.constant(1.0))));
    let value = n.multiply_add(x.constant(LN_2_HIGH), small);
    // What is neither above nor below zero is zero itself, with limit minus infinity, or NaN.
    let limit = zero.if_greater(x, x.constant(f32::NAN), x.add(x.constant(f32::NEG_INFINITY)));
    x.if_greater(x.constant(f32::MAX), x, x.if_greater(zero, value, limit))
}

/// `1 / (1 + e^-x)`, within 2.5 ulp.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) fn sigmoid<V: Vector>(x: V) -> V {
    let (zero, one) = (x.constant(0.0), x.constant(1.0));
    let small = exp(zero.subtract(x.absolute()));
    x.if_greater(zero, one, small).divide(one.add(small))
}

/// `(e^x - e^-x) / (e^x + e^-x)`, within 2.5 ulp.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) fn tanh<V: Vector>(x: V) -> V {
    let double = x.absolute().multiply(x.constant(2.0));
    let q = exp_minus_1(x.constant(30.0).minimum(double));
    q.divide(q.add(x.constant(2.0))).with_sign_of(x)
}

/// `ln(1 + e^x)`, within 2 ulp.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) fn softplus<V: Vector>(x: V) -> V {
    let zero = x.constant(0.0);
    zero.maximum(x).add(log_1_plus(exp(zero.subtract(x.absolute()))))
}
