//! Every loss against a naive one in f64, and its gradient against central differences of that.

use super::*;
use crate::head::{Sigmoid, Softmax, Step, Values};
use crate::memory::{Plain, flat};
use std::vec;
use std::vec::Vec;

struct Of<O, K>(core::marker::PhantomData<(O, K)>);
impl<O: Plain, K> Head for Of<O, K> {
    type Output = O;
    type Kind = K;
}

/// Output, losses, gradient: the rows together if `at_once`, otherwise row by row.
struct Result3 {
    output: Vec<f32>,
    losses: Vec<f32>,
    gradient: Vec<f32>,
}

fn run<H: Head, Y, L: Loss<H, Y>>(
    loss: &L,
    activation: Activation,
    z: &[H::Output],
    targets: &[Y],
    scale: f32,
    at_once: bool,
) -> Result3 {
    let (width, rows) = (H::Output::LENGTH, z.len());
    let compute = Compute::detect();
    let mut output = flat(z).to_vec();
    let mut losses = vec![f32::NAN; rows];
    let mut gradient = vec![f32::NAN; rows * width];
    let size = if at_once { rows } else { 1 };
    for from in (0..rows).step_by(size) {
        let numbers = from * width..(from + size) * width;
        let mut part = output[numbers.clone()].to_vec();
        let mut only = vec![f32::NAN; size];
        let targets = &targets[from..from + size];
        let output_part = RowsMut::new(&mut output[numbers.clone()], width);
        let losses = &mut losses[from..from + size];
        let block = LossBlock { compute: &compute, activation, output: output_part, losses };
        let delta = RowsMut::new(&mut gradient[numbers.clone()], width);
        loss.gradient(block, targets, scale, delta);
        // Without a gradient the other results are bit-identical.
        let output_part = RowsMut::new(&mut part, width);
        let block =
            LossBlock { compute: &compute, activation, output: output_part, losses: &mut only };
        loss.value(block, targets);
        assert_eq!((&part[..], &only[..]), (&output[numbers], &losses[..]));
    }
    Result3 { output, losses, gradient }
}

/// Compares with `reference(z row, row index)` in f64, and with its central differences.
fn check<H: Head, Y, L: Loss<H, Y>>(
    loss: &L,
    activation: Activation,
    z: &[H::Output],
    targets: &[Y],
    reference: impl Fn(&[f64], usize) -> f64,
) {
    assert_eq!(loss.check(targets), Ok(()));
    let (width, scale) = (H::Output::LENGTH, 0.5);
    let together = run(loss, activation, z, targets, scale, true);
    let apart = run(loss, activation, z, targets, scale, false);
    assert_eq!(together.losses, apart.losses);
    assert_eq!(together.output, apart.output);
    assert_eq!(together.gradient, apart.gradient);
    for (row, z) in flat(z).chunks(width).enumerate() {
        let z: Vec<f64> = z.iter().map(|&z| z.into()).collect();
        close(together.losses[row], reference(&z, row), 2e-6, row);
        for unit in 0..width {
            let nudged = |by: f64| {
                let mut z = z.clone();
                z[unit] += by;
                reference(&z, row)
            };
            let step = 1e-5;
            let slope = (nudged(step) - nudged(-step)) / (2.0 * step);
            close(together.gradient[row * width + unit], f64::from(scale) * slope, 2e-6, row);
        }
    }
}

fn close(found: f32, expected: f64, tolerance: f64, row: usize) {
    let error = (f64::from(found) - expected).abs();
    assert!(error <= tolerance * (1.0 + expected.abs()), "row {row}: {found} {expected}");
}

const Z: [[f32; 3]; 6] = [
    [0.3, -1.2, 0.9],
    [2.5, 2.0, -3.0],
    [-0.7, 0.01, 0.2],
    [8.0, -9.0, 4.0],
    [0.0, 0.5, -0.5],
    [-2.0, -2.5, -1.0],
];
const VALUES: [[f32; 3]; 6] = [
    [0.1, 0.4, -0.9],
    [1.0, -2.0, 0.7],
    [0.2, 3.3, 0.0],
    [-1.0, 0.6, 2.0],
    [0.8, 0.3, 0.4],
    [2.0, -0.1, 1.5],
];
const SHARES: [[f32; 3]; 6] = [
    [1.0, 0.0, 0.0],
    [0.0, 0.0, 1.0],
    [0.25, 0.5, 0.25],
    [0.0, 1.0, 0.0],
    [0.2, 0.2, 0.2],
    [0.0, 0.3, 0.7],
];

fn activated(activation: Activation, z: &[f64]) -> Vec<f64> {
    match activation {
        Activation::Linear => z.to_vec(),
        Activation::Tanh => z.iter().map(|z| z.tanh()).collect(),
        Activation::Sigmoid => z.iter().map(|z| 1.0 / (1.0 + (-z).exp())).collect(),
        Activation::Softmax => {
            let sum: f64 = z.iter().map(|z| z.exp()).sum();
            z.iter().map(|z| z.exp() / sum).collect()
        }
        other => panic!("no reference for {other:?}"),
    }
}

/// The mean of `of(y - t)` over a row.
fn mean(activation: Activation, z: &[f64], target: &[f32], of: impl Fn(f64) -> f64) -> f64 {
    let errors = activated(activation, z).into_iter().zip(target).map(|(y, t)| y - f64::from(*t));
    errors.map(of).sum::<f64>() / z.len() as f64
}

#[test]
fn errors_through_any_smooth_activation() {
    let huber = |e: f64| if e.abs() <= 0.7 { 0.5 * e * e } else { 0.7 * (e.abs() - 0.35) };
    for activation in
        [Activation::Linear, Activation::Tanh, Activation::Sigmoid, Activation::Softmax]
    {
        let reference =
            |of: fn(f64) -> f64| move |z: &[f64], row: usize| mean(activation, z, &VALUES[row], of);
        type H = Of<[f32; 3], Values>;
        check::<H, _, _>(&MeanSquaredError, activation, &Z, &VALUES, reference(|e| e * e));
        check::<H, _, _>(&MeanAbsoluteError, activation, &Z, &VALUES, reference(f64::abs));
        let rows = |z: &[f64], row: usize| mean(activation, z, &VALUES[row], huber);
        check::<H, _, _>(&Huber { delta: 0.7 }, activation, &Z, &VALUES, rows);
    }
}

#[test]
fn no_error_has_no_slope() {
    type H = Of<[f32; 1], Values>;
    let z = [[1.5_f32]];
    for gradient in [
        run::<H, f32, _>(&MeanAbsoluteError, Activation::Linear, &z, &[1.5], 1.0, true).gradient,
        run::<H, f32, _>(&Huber::default(), Activation::Linear, &z, &[1.5], 1.0, true).gradient,
    ] {
        assert_eq!(gradient, [0.0]);
    }
}

#[test]
fn cross_entropies_of_probabilities() {
    type Classes = Of<[f32; 3], Softmax>;
    let categorical = |z: &[f64], row: usize| {
        let p = activated(Activation::Softmax, z);
        -p.iter().zip(SHARES[row]).map(|(p, t)| f64::from(t) * p.ln()).sum::<f64>()
    };
    check::<Classes, _, _>(&CategoricalCrossentropy, Activation::Softmax, &Z, &SHARES, categorical);

    let labels = [0_u16, 2, 1, 1, 0, 2];
    let sparse =
        |z: &[f64], row: usize| -activated(Activation::Softmax, z)[usize::from(labels[row])].ln();
    check::<Classes, _, _>(
        &SparseCategoricalCrossentropy,
        Activation::Softmax,
        &Z,
        &labels,
        sparse,
    );

    type Questions = Of<[f32; 3], Sigmoid>;
    let binary = |z: &[f64], row: usize| {
        let p = activated(Activation::Sigmoid, z);
        let terms = p.iter().zip(SHARES[row]).map(|(p, t)| {
            let t = f64::from(t);
            -(t * p.ln() + (1.0 - t) * (1.0 - p).ln())
        });
        terms.sum::<f64>() / 3.0
    };
    check::<Questions, _, _>(&BinaryCrossentropy, Activation::Sigmoid, &Z, &SHARES, binary);
}

/// Where a probability rounds to 0 or 1, the loss is still computed from the logits.
#[test]
fn cross_entropies_stay_right_far_out() {
    let z = [[200.0_f32, -200.0], [-200.0, 200.0]];
    type Classes = Of<[f32; 2], Softmax>;
    let labels = [1_u8, 1];
    let found = run::<Classes, _, _>(
        &SparseCategoricalCrossentropy,
        Activation::Softmax,
        &z,
        &labels,
        1.0,
        true,
    );
    assert_eq!(found.losses, [400.0, 0.0]);
    assert_eq!(found.gradient, [1.0, -1.0, 0.0, 0.0]);

    type Questions = Of<[f32; 2], Sigmoid>;
    let answers = [[false, true], [true, false]];
    let found =
        run::<Questions, _, _>(&BinaryCrossentropy, Activation::Sigmoid, &z, &answers, 1.0, true);
    assert_eq!(found.losses, [200.0, 200.0]);
    assert_eq!(found.gradient, [0.5, -0.5, -0.5, 0.5]);
}

#[test]
fn the_perceptron_rule_moves_wrong_units_only() {
    type H = Of<[f32; 2], Step>;
    let z = [[0.5_f32, -0.5], [-0.5, 0.5]];
    let targets = [[true, true], [false, false]];
    let rule = PerceptronRule;
    let found = run::<H, _, _>(&rule, Activation::Heaviside, &z, &targets, 0.5, true);
    assert_eq!(found.output, [1.0, 0.0, 0.0, 1.0]);
    assert_eq!(found.losses, [0.5, 0.5]);
    assert_eq!(found.gradient, [0.0, -0.5, 0.0, 0.5]);
    let found = run::<H, _, _>(&rule, Activation::Sign, &z, &targets, 0.5, true);
    assert_eq!(found.output, [1.0, -1.0, -1.0, 1.0]);
    assert_eq!(found.losses, [0.5, 0.5]);
    assert_eq!(found.gradient, [0.0, -1.0, 0.0, 1.0]);
}

#[test]
fn faults_are_found_with_their_row() {
    type Pair<K> = Of<[f32; 2], K>;
    let labels = [0_usize, 1, usize::MAX];
    assert_eq!(
        Loss::<Pair<Softmax>, _>::check(&SparseCategoricalCrossentropy, &labels),
        Err(LossError::Label { row: 2, label: usize::MAX, classes: 2 })
    );
    let infinite = [[0.0, 1.0], [1.0, f32::INFINITY]];
    let not_finite = Err(LossError::NotFinite { row: 1, column: 1, value: f32::INFINITY });
    assert_eq!(Loss::<Pair<Values>, _>::check(&MeanSquaredError, &infinite), not_finite);
    assert_eq!(Loss::<Pair<Values>, _>::check(&MeanAbsoluteError, &infinite), not_finite);
    assert_eq!(Loss::<Pair<Values>, _>::check(&Huber::default(), &infinite), not_finite);
    let outside = [[0.0, 1.0], [-0.5, 2.0]];
    let no_probability = Err(LossError::NotProbability { row: 1, column: 0, value: -0.5 });
    assert_eq!(Loss::<Pair<Softmax>, _>::check(&CategoricalCrossentropy, &outside), no_probability);
    assert_eq!(Loss::<Pair<Sigmoid>, _>::check(&BinaryCrossentropy, &outside), no_probability);
    assert_eq!(Loss::<Pair<Step>, _>::check(&PerceptronRule, &outside), no_probability);
    for delta in [0.0, -1.0, f32::INFINITY] {
        let found = Loss::<Pair<Values>, _>::check(&Huber { delta }, &[[0.0, 1.0]]);
        assert_eq!(found, Err(LossError::Delta { value: delta }));
    }
    assert!(Loss::<Pair<Values>, _>::check(&Huber { delta: f32::NAN }, &[[0.0, 1.0]]).is_err());
}
