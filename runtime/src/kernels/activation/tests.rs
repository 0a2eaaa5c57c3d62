//! Every activation against f64 over the whole range of f32, on every instruction set.
use super::*;
use crate::compute::InstructionSet;
use std::vec;
use std::vec::Vec;

const ALL: [Activation; 10] = [
    Activation::Linear,
    Activation::Relu,
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::Softplus,
    Activation::Elu { alpha: 1.0 },
    Activation::Elu { alpha: 0.3 },
    Activation::Selu,
    Activation::Heaviside,
    Activation::Sign,
];

fn computes() -> impl Iterator<Item = Compute> {
    InstructionSet::available().filter_map(Compute::with_instruction_set)
}

/// Bit patterns a prime apart: all exponents, both signs, infinities and NaN among them.
fn patterns() -> Vec<f32> {
    let special =
        [0.0, -0.0, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, 88.8, -88.8, 17.0, -104.0];
    let mut values: Vec<f32> = (0..=u32::MAX).step_by(100_003).map(f32::from_bits).collect();
    values.extend(special);
    values.extend((-20_000..20_000).map(|i| i as f32 / 200.0));
    values
}

fn exact(activation: Activation, z: f64) -> f64 {
    let elu = |scale: f64, alpha: f64| if z > 0.0 { scale * z } else { scale * alpha * z.exp_m1() };
    match activation {
        Activation::Linear => z,
        Activation::Relu if z.is_nan() => z,
        Activation::Relu => z.max(0.0),
        Activation::Sigmoid => 1.0 / (1.0 + (-z).exp()),
        Activation::Tanh => z.tanh(),
        Activation::Softplus if z.is_nan() => z,
        Activation::Softplus => z.max(0.0) + (-z.abs()).exp().ln_1p(),
        Activation::Elu { alpha } => elu(1.0, f64::from(alpha)),
        Activation::Selu => elu(1.050_700_987_355_480_5, 1.673_263_242_354_377_2),
        Activation::Heaviside if z.is_nan() => z,
        Activation::Heaviside => f64::from(z >= 0.0),
        Activation::Sign if z.is_nan() || z == 0.0 => z,
        Activation::Sign => z.signum(),
        Activation::Softmax => unreachable!("a function of whole rows, with tests of its own"),
    }
}

/// The distance in units in the last place of the exact value.
pub(crate) fn ulps(found: f32, exact: f64) -> f64 {
    let nearest = exact as f32;
    if exact.is_nan() || nearest.is_infinite() {
        return if found.is_nan() && exact.is_nan() || found == nearest { 0.0 } else { f64::MAX };
    }
    let exponent = exact.abs().log2().floor().max(-126.0);
    (f64::from(found) - exact).abs() / (exponent - 23.0).exp2()
}

fn bound(activation: Activation) -> f64 {
    match activation {
        Activation::Linear | Activation::Relu | Activation::Heaviside | Activation::Sign => 0.0,
        Activation::Sigmoid | Activation::Tanh => 2.5,
        _ => 2.0,
    }
}

#[test]
fn values_are_within_the_stated_error() {
    let inputs = patterns();
    for compute in computes() {
        for activation in ALL {
            let mut outputs = inputs.clone();
            let width = outputs.len();
            activate(&compute, activation, RowsMut::new(&mut outputs, width));
            let mut worst = (0.0, 0.0, 0.0);
            for (&z, &found) in inputs.iter().zip(&outputs) {
                let error = ulps(found, exact(activation, f64::from(z)));
                if error > worst.0 {
                    worst = (error, z, found);
                }
            }
            assert!(worst.0 <= bound(activation), "{compute:?} {activation:?}: {worst:?}");
        }
    }
}

#[test]
fn slopes_follow_from_the_values() {
    for compute in computes() {
        for activation in ALL {
            let zs: Vec<f64> = (-400..400).map(|i| f64::from(i) / 40.0 + 0.003).collect();
            let outputs: Vec<f32> = zs.iter().map(|&z| exact(activation, z) as f32).collect();
            let mut gradient = vec![-2.0; zs.len()];
            let width = zs.len();
            let rows = RowsMut::new(&mut gradient, width);
            differentiate(&compute, activation, Rows::new(&outputs, width), rows);
            for (&z, &found) in zs.iter().zip(&gradient) {
                let step = 1e-5;
                let slope = (exact(activation, z + step) - exact(activation, z - step)) / step;
                assert!((f64::from(found) + slope).abs() < 1e-5, "{activation:?} at {z}: {found}");
            }
        }
    }
}

#[test]
fn rows_with_gaps_and_every_width() {
    for compute in computes() {
        for width in 1..=70 {
            let stride = width + 3;
            let values: Vec<f32> = (0..4 * stride).map(|i| (i % 29) as f32 - 14.0).collect();
            let mut joined = values.clone();
            activate(&compute, Activation::Tanh, RowsMut::new(&mut joined, 4 * stride));
            let mut found = values.clone();
            let rows = RowsMut::strided(&mut found, stride, 2, width);
            activate(&compute, Activation::Tanh, rows);
            let inside = |i: usize| (2..2 + width).contains(&(i % stride));
            for (i, &found) in found.iter().enumerate() {
                assert_eq!(found, if inside(i) { joined[i] } else { values[i] });
            }

            let slopes = |gaps: bool| {
                let mut gradient = vec![1.0; 4 * stride];
                let (wide, offset, width) =
                    if gaps { (stride, 2, width) } else { (stride, 0, stride) };
                let output = Rows::strided(&joined, wide, offset, width);
                let rows = RowsMut::strided(&mut gradient, wide, offset, width);
                differentiate(&compute, Activation::Tanh, output, rows);
                gradient
            };
            let (all, found) = (slopes(false), slopes(true));
            for (i, &found) in found.iter().enumerate() {
                assert_eq!(found, if inside(i) { all[i] } else { 1.0 });
            }
        }
    }
}
