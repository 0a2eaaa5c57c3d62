//! Softmax against f64, at its extremes, and its gradient against the definition.
use super::*;
use crate::compute::InstructionSet;
use std::vec;
use std::vec::Vec;

fn computes() -> impl Iterator<Item = Compute> {
    InstructionSet::available().filter_map(Compute::with_instruction_set)
}

#[test]
fn softmax_equals_the_definition() {
    for compute in computes() {
        for width in 1..=70 {
            let stride = width + 2;
            let logits: Vec<f32> =
                (0..5 * stride).map(|i| ((i * 37 % 101) as f32 - 50.0) / 4.0).collect();
            let mut found = logits.clone();
            softmax(&compute, RowsMut::strided(&mut found, stride, 1, width));
            for (logits, found) in logits.chunks(stride).zip(found.chunks(stride)) {
                assert_eq!((logits[0], logits[stride - 1]), (found[0], found[stride - 1]));
                let powers = logits[1..][..width].iter().map(|&z| f64::from(z).exp());
                let sum: f64 = powers.clone().sum();
                for (power, &found) in powers.zip(&found[1..]) {
                    let expected = power / sum;
                    assert!((f64::from(found) / expected - 1.0).abs() < 1e-6, "{compute:?}");
                }
            }
        }
    }
}

#[test]
fn softmax_is_stable() {
    const INFINITY: f32 = f32::INFINITY;
    for compute in computes() {
        let run = |mut logits: [f32; 20]| {
            softmax(&compute, RowsMut::new(&mut logits, 20));
            logits
        };
        assert_eq!(run([3e38; 20]), [0.05; 20]);
        assert_eq!(run([-3e38; 20]), [0.05; 20]);
        for place in 0..20 {
            let mut logits = [-INFINITY; 20];
            logits[place] = 1.0;
            let mut expected = [0.0; 20];
            expected[place] = 1.0;
            assert_eq!(run(logits), expected);
            for spoiled in [f32::NAN, INFINITY] {
                logits[place] = spoiled;
                assert!(run(logits).iter().all(|value| value.is_nan()));
            }
        }
    }
}

#[test]
fn softmax_gradient_equals_the_definition() {
    let output = [0.2, 0.3, 0.5, 0.25, 0.25, 0.5f32];
    let mut gradient = vec![1.0, -2.0, 0.5, 0.0, 3.0, 1.0f32];
    softmax_gradient(Rows::new(&output, 3), RowsMut::new(&mut gradient, 3));
    // s (g - sum(g s)) with sums -0.15 and 1.25
    let expected = [0.23, -0.555, 0.325, -0.3125, 0.4375, -0.125];
    for (found, expected) in gradient.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-6);
    }
}
