//! The passes against plain loops in f64, for every remainder, on every instruction set.
use super::*;
use crate::compute::InstructionSet;
use crate::kernels::dense::{weight_gradient, weight_update};
use crate::kernels::rows::Rows;
use core::num::NonZeroUsize;
use std::vec;
use std::vec::Vec;

/// A few roundings of values up to 2.
const TOLERANCE: f64 = 1e-6;

const MOMENTUM: Momentum = Momentum { momentum: 0.9, rate: 0.3, nesterov: false };
const MOMENTS: Moments =
    Moments { first: 0.2, second: 0.1, of_moment: 0.4, of_gradient: 0.3, epsilon: 0.5 };

/// `velocity`, then the parameter, for one element.
fn descend_plainly(c: Momentum, parameter: f64, gradient: f64, velocity: f64) -> [f64; 2] {
    let (momentum, rate) = (f64::from(c.momentum), f64::from(c.rate));
    let velocity = momentum * velocity - rate * gradient;
    let step = if c.nesterov { momentum * velocity - rate * gradient } else { velocity };
    [velocity, parameter + step]
}

/// Both moments, then the parameter, for one element.
fn adapt_plainly(c: Moments, parameter: f64, gradient: f64, kept: [f64; 2]) -> [f64; 3] {
    let first = kept[0] + f64::from(c.first) * (gradient - kept[0]);
    let second = kept[1] + f64::from(c.second) * (gradient * gradient - kept[1]);
    let along = f64::from(c.of_moment) * first + f64::from(c.of_gradient) * gradient;
    [first, second, parameter - along / (second.sqrt() + f64::from(c.epsilon))]
}

fn computes() -> impl Iterator<Item = Compute> {
    InstructionSet::available().filter_map(Compute::with_instruction_set)
}

/// Values between -1 and 1 with gaps and signs of all kinds.
fn numbers(count: usize, salt: usize) -> Vec<f32> {
    (0..count).map(|i| ((i * 37 + salt * 11) % 64) as f32 / 32.0 - 1.0).collect()
}

fn assert_close(found: &[f32], expected: impl Iterator<Item = f64>) {
    for (place, (&found, expected)) in found.iter().zip(expected).enumerate() {
        assert!((f64::from(found) - expected).abs() <= TOLERANCE, "{place}: {found} {expected}");
    }
}

/// The elements after the last one, which no pass may touch.
const GUARD: f32 = 77.0;

fn guarded(mut numbers: Vec<f32>) -> Vec<f32> {
    numbers.extend([GUARD; 16]);
    numbers
}

#[test]
fn descent_is_that_of_the_plain_loop() {
    for compute in computes() {
        for (count, nesterov) in (0..=70).flat_map(|count| [(count, false), (count, true)]) {
            let coefficients = Momentum { nesterov, ..MOMENTUM };
            let gradient = numbers(count, 1);
            let (before, kept) = (guarded(numbers(count, 2)), guarded(numbers(count, 3)));
            let (mut parameters, mut velocity) = (before.clone(), kept.clone());
            descend(
                &compute,
                coefficients,
                &mut parameters[..count],
                &gradient,
                &mut velocity[..count],
            );
            let expected: Vec<_> = (0..count)
                .map(|i| [before[i], gradient[i], kept[i]].map(f64::from))
                .map(|[p, g, v]| descend_plainly(coefficients, p, g, v))
                .collect();
            assert_close(&velocity, expected.iter().map(|new| new[0]));
            assert_close(&parameters, expected.iter().map(|new| new[1]));
            assert!(parameters[count..].iter().chain(&velocity[count..]).all(|x| *x == GUARD));
        }
    }
}

#[test]
fn plain_descent_has_the_bits_of_the_fused_product() {
    for compute in computes() {
        for (inputs, outputs) in [(1, 1), (8, 30), (30, 1), (7, 19), (3, 70)] {
            let (input, delta) = (numbers(32 * inputs, 1), numbers(32 * outputs, 2));
            let (input, delta) = (Rows::new(&input, inputs), Rows::new(&delta, outputs));
            let mut fused = [numbers(inputs * outputs, 3), numbers(outputs, 4)];
            let mut stepwise = fused.clone().map(guarded);
            let [weight, bias] = &mut fused;
            weight_update(&compute, input, delta, 0.3, weight, bias);
            let [mut weight, mut bias] = [vec![0.0; inputs * outputs], vec![0.0; outputs]];
            weight_gradient(&compute, input, delta, false, &mut weight, &mut bias);
            for ((numbers, gradient), fused) in stepwise.iter_mut().zip([weight, bias]).zip(fused) {
                let (numbers, guard) = numbers.split_at_mut(gradient.len());
                descend_without_momentum(&compute, 0.3, numbers, &gradient);
                let bits =
                    |numbers: &[f32]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
                assert_eq!(bits(numbers), bits(&fused), "{compute:?} {inputs} {outputs}");
                assert!(guard.iter().all(|x| *x == GUARD));
            }
        }
    }
}

#[test]
fn adaption_is_that_of_the_plain_loop() {
    for compute in computes() {
        for count in 0..=70 {
            let gradient = numbers(count, 1);
            let second: Vec<f32> = numbers(count, 4).iter().map(|x| x.abs()).collect();
            let before = [numbers(count, 2), numbers(count, 3), second].map(guarded);
            let mut after = before.clone();
            let [parameters, first, second] = after.each_mut().map(|numbers| &mut numbers[..count]);
            adapt(&compute, MOMENTS, parameters, &gradient, first, second);
            let expected: Vec<_> = (0..count)
                .map(|i| before.each_ref().map(|numbers| f64::from(numbers[i])))
                .zip(&gradient)
                .map(|([p, m, v], &g)| adapt_plainly(MOMENTS, p, f64::from(g), [m, v]))
                .collect();
            let [parameters, first, second] = &after;
            assert_close(first, expected.iter().map(|new| new[0]));
            assert_close(second, expected.iter().map(|new| new[1]));
            assert_close(parameters, expected.iter().map(|new| new[2]));
            assert!(after.iter().all(|numbers| numbers[count..].iter().all(|x| *x == GUARD)));
        }
    }
}

#[test]
fn adaption_keeps_its_precision_from_tiny_to_huge_moments() {
    let coefficients = Moments { first: 0.0, second: 0.0, epsilon: 1e-30, ..MOMENTS };
    for compute in computes() {
        for power in -40..=37 {
            let second = 1.7 * 10f32.powi(power);
            let [mut parameter, mut first, mut kept] = [[0.0; 16], [0.3; 16], [second; 16]];
            adapt(&compute, coefficients, &mut parameter, &[0.0; 16], &mut first, &mut kept);
            let kept = [f64::from(0.3f32), f64::from(second)];
            let [.., expected] = adapt_plainly(coefficients, 0.0, 0.0, kept);
            let error = (f64::from(parameter[0]) / expected - 1.0).abs();
            assert!(error < 3e-7, "{compute:?} 1e{power}: {} {expected}", parameter[0]);
        }
        // A square that overflows to infinity stops the step, and does not spoil the values.
        let [mut parameter, mut first, mut second] = [[0.5; 16], [0.0; 16], [1.0; 16]];
        adapt(&compute, MOMENTS, &mut parameter, &[1e25; 16], &mut first, &mut second);
        assert!((parameter[0] - 0.5).abs() < 1e-4 && second[0] == f32::INFINITY);
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    const COUNT: usize = 100_003;
    let gradient = numbers(COUNT, 1);
    let run = |compute: Compute| {
        let mut kept = [numbers(COUNT, 2), numbers(COUNT, 3), vec![0.5; COUNT]];
        let [parameters, first, second] = kept.each_mut();
        adapt(&compute, MOMENTS, parameters, &gradient, first, second);
        descend(&compute, MOMENTUM, parameters, &gradient, second);
        kept.map(|numbers| numbers.into_iter().map(f32::to_bits).collect::<Vec<_>>())
    };
    for set in InstructionSet::available() {
        let compute = || Compute::with_instruction_set(set).expect("is available");
        let alone = run(compute());
        for threads in [2, 3] {
            let threads = NonZeroUsize::new(threads).expect("not zero");
            assert!(run(compute().threads(threads)) == alone, "{set:?}, {threads} threads");
        }
    }
}

#[test]
#[should_panic(expected = "of one length")]
fn lengths_that_differ_are_refused() {
    let (mut parameters, mut velocity) = ([0.0; 5], [0.0; 5]);
    descend(&Compute::portable(), MOMENTUM, &mut parameters, &[0.0; 4], &mut velocity);
}
