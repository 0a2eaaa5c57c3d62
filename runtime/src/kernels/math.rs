//! Scalar exponentials, logarithms and roots with the same bits on every target.
//!
//! Made of additions, products and bit operations, with neither a mathematical library nor
//! fused multiply-add. All of them handle NaN, infinities and subnormal numbers; the
//! errors stated are the largest over all `f32`.
use super::elementary;
use super::vector::Portable;

/// `e^x`, within 1.5 ulp.
pub fn exp(x: f32) -> f32 {
    elementary::exp(Portable([x])).0[0]
}

/// `ln(x)`, within 1.5 ulp; NaN below zero.
pub fn log(x: f32) -> f32 {
    elementary::log(Portable([x])).0[0]
}

/// The square root, rounded once; NaN below zero.
///
/// With `x = m 2^(2 e)` the root is `sqrt(m) 2^e`, and `m` is scaled to an integer so large that
/// the integer part of its root has one bit more than the result: the bit that decides the
/// rounding. No root lies half-way, as its square would have more bits than `x` has.
pub fn sqrt(x: f32) -> f32 {
    const IMPLICIT: u32 = 1 << 23;
    if x.is_nan() || x < 0.0 {
        return f32::NAN;
    }
    if x == 0.0 || x == f32::INFINITY {
        return x;
    }
    let bits = x.to_bits();
    // x = mantissa 2^(exponent - 150), the mantissa with 24 bits, also where x is subnormal.
    let (mantissa, exponent) = if bits < IMPLICIT {
        let shift = bits.leading_zeros() - 8;
        (bits << shift, 1 - shift as i32)
    } else {
        (bits & (IMPLICIT - 1) | IMPLICIT, (bits >> 23) as i32)
    };
    let shift = 26 - (exponent & 1);
    let root = (u64::from(mantissa) << shift).isqrt();
    let rounded = root.div_ceil(2) as u32;
    let exponent = (exponent - shift + 152) / 2;
    // The rounded root's leading bit, or its carry, counts as one in the exponent.
    f32::from_bits((((exponent - 1) as u32) << 23) + rounded)
}

/// `ln(1 + e^x)`, the softplus function, within 2 ulp.
pub fn log1p_exp(x: f32) -> f32 {
    elementary::softplus(Portable([x])).0[0]
}

/// `1 / (1 + e^-x)`, within 2.5 ulp.
pub fn sigmoid(x: f32) -> f32 {
    elementary::sigmoid(Portable([x])).0[0]
}

/// `(e^x - e^-x) / (e^x + e^-x)`, within 2.5 ulp.
pub fn tanh(x: f32) -> f32 {
    elementary::tanh(Portable([x])).0[0]
}

/// `ln(sum of e^x)` over the values, without overflow; negative infinity if there are none.
pub fn log_sum_exp(values: &[f32]) -> f32 {
    let mut largest = f32::NEG_INFINITY;
    for &value in values {
        if value > largest || value.is_nan() {
            largest = value;
        }
        if value.is_nan() {
            break;
        }
    }
    if !largest.is_finite() {
        return largest;
    }
    let mut sum = 0.0;
    for &value in values {
        sum += exp(value - largest);
    }
    largest + log(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::activation::tests::ulps;

    fn assert_within(bound: f64, function: fn(f32) -> f32, exact: fn(f64) -> f64) {
        let mut worst = (0.0, 0.0);
        for bits in (0..=u32::MAX).step_by(10_007).chain([0x7f80_0000, 0xff80_0000, 0x8000_0000]) {
            let x = f32::from_bits(bits);
            let error = ulps(function(x), exact(f64::from(x)));
            if error > worst.0 {
                worst = (error, x);
            }
        }
        assert!(worst.0 <= bound, "{worst:?}");
    }

    #[test]
    fn exp_is_within_the_stated_error() {
        assert_within(1.5, exp, f64::exp);
    }

    #[test]
    fn log_is_within_the_stated_error() {
        assert_within(1.5, log, f64::ln);
    }

    #[test]
    fn sqrt_is_rounded_once() {
        let ends = (0..5000).chain(0x7f7f_0000..0x7f80_0001).chain([0x8000_0000]);
        for bits in (0..0x7f80_0000).step_by(1009).chain(0x3f7f_f000..0x3f80_f000).chain(ends) {
            let x = f32::from_bits(bits);
            assert_eq!(sqrt(x).to_bits(), x.sqrt().to_bits(), "{x}");
        }
        for x in [-1e-45, -1.0, f32::NEG_INFINITY, f32::NAN] {
            assert!(sqrt(x).is_nan(), "{x}");
        }
    }

    #[test]
    fn the_others_are_within_the_stated_error() {
        assert_within(2.5, tanh, f64::tanh);
        assert_within(2.5, sigmoid, |x| 1.0 / (1.0 + (-x).exp()));
        assert_within(2.0, log1p_exp, |x| if x > 40.0 { x } else { x.exp().ln_1p() });
    }

    #[test]
    fn log_sum_exp_is_stable() {
        assert_eq!(log_sum_exp(&[]), f32::NEG_INFINITY);
        assert_eq!(log_sum_exp(&[3e38, 0.0]), 3e38);
        assert_eq!(log_sum_exp(&[f32::NEG_INFINITY, 2.0]), 2.0);
        assert_eq!(log_sum_exp(&[f32::INFINITY, 2.0]), f32::INFINITY);
        assert!(log_sum_exp(&[f32::INFINITY, f32::NAN]).is_nan());
        let exact = (1f64.exp() + 2f64.exp() + 3f64.exp()).ln();
        assert!(ulps(log_sum_exp(&[1.0, 2.0, 3.0]), exact) <= 2.0);
    }
}
