//! What Adam and Nadam share: checks of settings, and a power function that is the same everywhere.

use super::OptimizerError;

/// The state tensors of both.
pub(super) const SLOTS: [&str; 2] = ["first_moment", "second_moment"];

/// Checks the settings of either.
pub(super) fn check(
    optimizer: &'static str,
    learning_rate: f32,
    [beta1, beta2]: [f64; 2],
    epsilon: f32,
) -> Result<(), OptimizerError> {
    OptimizerError::check_rate(optimizer, learning_rate)?;
    OptimizerError::check_decay(optimizer, "beta1", beta1)?;
    OptimizerError::check_decay(optimizer, "beta2", beta2)?;
    OptimizerError::check_epsilon(optimizer, epsilon)
}

/// `base^exponent` by repeated squaring: the platforms' own functions round differently.
pub(super) fn power(base: f64, exponent: u64) -> f64 {
    let (mut result, mut square, mut rest) = (1.0, base, exponent);
    while rest > 0 {
        if rest & 1 == 1 {
            result *= square;
        }
        square *= square;
        rest >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_products() {
        for base in [0.0, 0.5, 0.9, 0.999, 1.0] {
            let mut product = 1.0;
            for exponent in 0..2000 {
                let found = power(base, exponent);
                assert!((found - product).abs() <= 1e-12 * product, "{base}^{exponent}: {found}");
                product *= base;
            }
        }
        assert_eq!(power(0.999, u64::MAX), 0.0);
    }
}
