//! Every product against the plain loops in f64, for every remainder, on every instruction set.
use super::reference;
use super::*;
use crate::compute::{Compute, InstructionSet};
use crate::kernels::activation::{Activation, activate, differentiate};
use crate::kernels::rows::{Rows, RowsMut};
use crate::sizes::Count;
use core::ops::Range;
use std::vec;
use std::vec::Vec;

/// Pseudo-random values between -1 and 1 (xorshift, Marsaglia 2003).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    fn take(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.next()).collect()
    }
}

/// Sizes (batch, inputs, outputs): each remainder up to 70 in each place, and some large ones.
fn sizes() -> impl Iterator<Item = (usize, usize, usize)> {
    const OTHERS: [(usize, usize); 3] = [(1, 5), (8, 48), (19, 67)];
    let small = (1..=70)
        .flat_map(|n| OTHERS.into_iter().flat_map(move |(a, b)| [(n, a, b), (b, n, a), (a, b, n)]));
    small.chain([
        (33, 300, 100),
        (129, 100, 10),
        (1, 784, 300),
        (1, 64, 64),
        (1, 131, 77),
        (65, 257, 1),
        (40, 1, 1),
    ])
}

fn computes() -> impl Iterator<Item = Compute> {
    InstructionSet::available().filter_map(Compute::with_instruction_set)
}

fn double(values: &[f32]) -> Vec<f64> {
    values.iter().map(|&value| f64::from(value)).collect()
}

fn magnitudes(values: &[f32]) -> Vec<f64> {
    values.iter().map(|&value| f64::from(value).abs()).collect()
}

/// Checks each element within the error bound for a sum of `depth` rounded products.
fn assert_close(found: &[f32], expected: &[f64], magnitude: &[f64], depth: usize, what: &str) {
    let unit = f64::from(f32::EPSILON) * (depth + 4) as f64 / 2.0;
    for (i, (&found, (expected, magnitude))) in
        found.iter().zip(expected.iter().zip(magnitude)).enumerate()
    {
        let error = (f64::from(found) - expected).abs();
        assert!(error <= unit * magnitude, "{what}, number {i}: {found} is not {expected}");
    }
}

#[test]
fn forward_equals_the_reference() {
    let mut numbers = Numbers(1);
    for (batch, inputs, outputs) in sizes() {
        let input = numbers.take(batch * inputs);
        let weight = numbers.take(inputs * outputs);
        let bias = numbers.take(if inputs % 2 == 0 { outputs } else { 0 });
        let mut expected = vec![0.0; batch * outputs];
        let mut magnitude = expected.clone();
        let (x, w, b) = (double(&input), double(&weight), double(&bias));
        reference::forward(batch, &x, &w, &b, &mut expected);
        let (x, w, b) = (magnitudes(&input), magnitudes(&weight), magnitudes(&bias));
        reference::forward(batch, &x, &w, &b, &mut magnitude);
        let relu: Vec<f64> = expected.iter().map(|value| value.max(0.0)).collect();
        for compute in computes() {
            let what = std::format!("{compute:?} {batch} {inputs} {outputs}");
            for (activation, expected) in
                [(Activation::Linear, &expected), (Activation::Relu, &relu)]
            {
                let mut output = vec![f32::NAN; batch * outputs];
                let rows = RowsMut::new(&mut output, outputs);
                forward(&compute, Rows::new(&input, inputs), &weight, &bias, activation, rows);
                assert_close(&output, expected, &magnitude, inputs + 1, &what);
            }
        }
    }
}

#[test]
fn a_single_sample_of_a_small_layer_equals_the_reference() {
    fn check<const INPUTS: usize, const OUTPUTS: usize>(numbers: &mut Numbers) {
        let input = numbers.take(INPUTS);
        let weight = numbers.take(INPUTS * OUTPUTS);
        for bias in [numbers.take(OUTPUTS), Vec::new()] {
            let (mut expected, mut magnitude) = (vec![0.0; OUTPUTS], vec![0.0; OUTPUTS]);
            let (x, w, b) = (double(&input), double(&weight), double(&bias));
            reference::forward(1, &x, &w, &b, &mut expected);
            let (x, w, b) = (magnitudes(&input), magnitudes(&weight), magnitudes(&bias));
            reference::forward(1, &x, &w, &b, &mut magnitude);
            for compute in computes() {
                let what = std::format!("{compute:?} {INPUTS} {OUTPUTS}");
                let run = |activation| {
                    let (mut output, x) = ([f32::NAN; OUTPUTS], &input);
                    forward_single::<Count<INPUTS>, Count<OUTPUTS>>(
                        &compute,
                        x,
                        &weight,
                        &bias,
                        activation,
                        &mut output,
                    );
                    output
                };
                let linear = run(Activation::Linear);
                assert_close(&linear, &expected, &magnitude, INPUTS + 1, &what);
                for activation in [Activation::Relu, Activation::Tanh] {
                    let mut expected = linear;
                    activate(&compute, activation, RowsMut::new(&mut expected, OUTPUTS));
                    assert_eq!(run(activation), expected, "{what} {activation:?}");
                }
                // To the bit what the code for all sizes gives, which debug builds call instead.
                for activation in [Activation::Linear, Activation::Relu, Activation::Softmax] {
                    let mut general = [f32::NAN; OUTPUTS];
                    let (x, rows) =
                        (Rows::new(&input, INPUTS), RowsMut::new(&mut general, OUTPUTS));
                    forward(&compute, x, &weight, &bias, activation, rows);
                    assert_eq!(run(activation), general, "{what} {activation:?}");
                }
            }
        }
    }
    let mut numbers = Numbers(8);
    check::<1, 1>(&mut numbers);
    check::<8, 30>(&mut numbers);
    check::<30, 30>(&mut numbers);
    check::<30, 1>(&mut numbers);
    check::<3, 7>(&mut numbers);
    check::<13, 33>(&mut numbers);
    check::<64, 64>(&mut numbers);
    check::<16, 16>(&mut numbers);
    check::<50, 49>(&mut numbers);
    check::<64, 1>(&mut numbers);
}

#[test]
fn forward_applies_every_activation() {
    let mut numbers = Numbers(2);
    for compute in computes() {
        for (batch, inputs, outputs) in [(1, 8, 30), (70, 5, 19), (3, 30, 1)] {
            let input = numbers.take(batch * inputs);
            let weight = numbers.take(inputs * outputs);
            for activation in [Activation::Tanh, Activation::Elu { alpha: 0.5 }] {
                let run = |activation| {
                    let mut output = vec![0.0; batch * outputs];
                    let rows = RowsMut::new(&mut output, outputs);
                    forward(&compute, Rows::new(&input, inputs), &weight, &[], activation, rows);
                    output
                };
                let mut expected = run(Activation::Linear);
                activate(&compute, activation, RowsMut::new(&mut expected, outputs));
                assert_eq!(run(activation), expected);
            }
        }
    }
}

#[test]
fn forward_then_hands_on_each_row_once() {
    let mut numbers = Numbers(3);
    for compute in computes() {
        for (batch, inputs, outputs) in [(1, 4, 10), (200, 20, 10), (150, 3, 33)] {
            let input = numbers.take(batch * inputs);
            let weight = numbers.take(inputs * outputs);
            let bias = numbers.take(outputs);
            let x = Rows::new(&input, inputs);
            let mut expected = vec![0.0; batch * outputs];
            let rows = RowsMut::new(&mut expected, outputs);
            forward(&compute, x, &weight, &bias, Activation::Linear, rows);
            for value in &mut expected {
                *value += 1.0;
            }

            let mut output = vec![0.0; batch * outputs];
            let mut next = 0;
            let mut finish = |rows: Range<usize>, mut block: RowsMut<'_>| {
                assert_eq!((rows.start, rows.len()), (next, block.count()));
                next = rows.end;
                for row in 0..rows.len() {
                    block.row(row).iter_mut().for_each(|value| *value += 1.0);
                }
            };
            let rows = RowsMut::new(&mut output, outputs);
            forward_then(&compute, x, &weight, &bias, rows, &mut finish);
            assert_eq!(next, batch);
            assert_eq!(output, expected);
        }
    }
}

#[test]
fn weight_gradient_equals_the_reference() {
    let mut numbers = Numbers(4);
    for (batch, inputs, outputs) in sizes() {
        let input = numbers.take(batch * inputs);
        let delta = numbers.take(batch * outputs);
        let weight = numbers.take(inputs * outputs);
        let bias = numbers.take(if inputs % 2 == 0 { outputs } else { 0 });
        let (x, d) = (Rows::new(&input, inputs), Rows::new(&delta, outputs));
        // The value in the buffer before, and the scale of the gradient that is added to it.
        for (before, scale) in [(0.0, 1.0), (1.0, 1.0), (1.0, -0.3f32)] {
            let from = |values: Vec<f64>| values.iter().map(|v| v * before).collect::<Vec<_>>();
            let mut expected = (from(double(&weight)), from(double(&bias)));
            let mut magnitude = (from(magnitudes(&weight)), from(magnitudes(&bias)));
            let (exact, size) = (f64::from(scale), f64::from(scale).abs());
            let (left, right) = (double(&input), double(&delta));
            let (w, b) = (&mut expected.0, &mut expected.1);
            reference::weight_gradient(batch, &left, &right, exact, w, b);
            let (left, right) = (magnitudes(&input), magnitudes(&delta));
            let (w, b) = (&mut magnitude.0, &mut magnitude.1);
            reference::weight_gradient(batch, &left, &right, size, w, b);
            for compute in computes() {
                let what = std::format!("{compute:?} {batch} {inputs} {outputs}");
                let (mut w, mut b) = (weight.clone(), bias.clone());
                if scale == 1.0 {
                    weight_gradient(&compute, x, d, before == 1.0, &mut w, &mut b);
                } else {
                    weight_update(&compute, x, d, -scale, &mut w, &mut b);
                }
                assert_close(&w, &expected.0, &magnitude.0, batch, &what);
                assert_close(&b, &expected.1, &magnitude.1, batch, &what);
            }
        }
    }
}

#[test]
fn input_gradient_equals_the_reference() {
    let mut numbers = Numbers(5);
    for (batch, inputs, outputs) in sizes() {
        let delta = numbers.take(batch * outputs);
        let weight = numbers.take(inputs * outputs);
        let below = numbers.take(batch * inputs);
        let before = numbers.take(batch * inputs);
        let mut scratch = vec![f32::NAN; input_gradient_scratch(inputs, outputs)];
        for activation in [Activation::Linear, Activation::Relu, Activation::Tanh] {
            let mut slope = vec![1.0; batch * inputs];
            let rows = RowsMut::new(&mut slope, inputs);
            differentiate(&Compute::portable(), activation, Rows::new(&below, inputs), rows);
            for accumulate in [false, true] {
                let from = |values: Vec<f64>| {
                    if accumulate { values } else { vec![0.0; batch * inputs] }
                };
                let (mut expected, mut magnitude) =
                    (from(double(&before)), from(magnitudes(&before)));
                let (d, w, s) = (double(&delta), double(&weight), double(&slope));
                reference::input_gradient(batch, &d, &w, &s, &mut expected);
                let (d, w, s) = (magnitudes(&delta), magnitudes(&weight), magnitudes(&slope));
                reference::input_gradient(batch, &d, &w, &s, &mut magnitude);
                for compute in computes() {
                    let what = std::format!("{compute:?} {batch} {inputs} {outputs}");
                    let mut gradient = before.clone();
                    input_gradient(
                        &compute,
                        Rows::new(&delta, outputs),
                        &weight,
                        activation,
                        Rows::new(&below, inputs),
                        accumulate,
                        &mut scratch,
                        RowsMut::new(&mut gradient, inputs),
                    );
                    assert_close(&gradient, &expected, &magnitude, outputs + 2, &what);
                }
            }
        }
    }
}

/// The same values, `stride` apart from row to row, with NaN in the gaps.
fn spread(values: &[f32], width: usize, stride: usize, offset: usize) -> Vec<f32> {
    let mut spread = vec![f32::NAN; values.len() / width * stride];
    for (row, values) in values.chunks(width).enumerate() {
        spread[row * stride + offset..][..width].copy_from_slice(values);
    }
    spread
}

#[test]
fn strides_change_nothing_and_gaps_are_left_alone() {
    let mut numbers = Numbers(6);
    for (batch, inputs, outputs) in [(1, 9, 21), (7, 1, 20), (11, 19, 1), (37, 53, 67)] {
        let (wide_in, wide_out) = (inputs + 5, outputs + 3);
        let input = numbers.take(batch * inputs);
        let delta = numbers.take(batch * outputs);
        let weight = numbers.take(inputs * outputs);
        let gaps_in = spread(&input, inputs, wide_in, 2);
        let gaps_out = spread(&delta, outputs, wide_out, 3);
        let (x, d) = (Rows::new(&input, inputs), Rows::new(&delta, outputs));
        let x_gaps = Rows::strided(&gaps_in, wide_in, 2, inputs);
        let d_gaps = Rows::strided(&gaps_out, wide_out, 3, outputs);
        for compute in computes() {
            let mut plain = vec![0.0; batch * outputs];
            let rows = RowsMut::new(&mut plain, outputs);
            forward(&compute, x, &weight, &[], Activation::Tanh, rows);
            let mut gaps = vec![7.0; batch * wide_out];
            let rows = RowsMut::strided(&mut gaps, wide_out, 1, outputs);
            forward(&compute, x_gaps, &weight, &[], Activation::Tanh, rows);
            for (plain, gaps) in plain.chunks(outputs).zip(gaps.chunks(wide_out)) {
                assert_eq!(plain, &gaps[1..][..outputs]);
                assert_eq!((gaps[0], &gaps[1 + outputs..]), (7.0, &[7.0; 2][..]));
            }

            let (mut plain, mut gaps) = (weight.clone(), weight.clone());
            weight_update(&compute, x, d, 0.1, &mut plain, &mut []);
            weight_update(&compute, x_gaps, d_gaps, 0.1, &mut gaps, &mut []);
            assert_eq!(plain, gaps);

            let mut scratch = vec![0.0; input_gradient_scratch(inputs, outputs)];
            let mut plain = vec![0.0; batch * inputs];
            let rows = RowsMut::new(&mut plain, inputs);
            let relu = Activation::Relu;
            input_gradient(&compute, d, &weight, relu, x, false, &mut scratch, rows);
            let mut gaps = vec![7.0; batch * wide_in];
            let rows = RowsMut::strided(&mut gaps, wide_in, 4, inputs);
            input_gradient(&compute, d_gaps, &weight, relu, x_gaps, false, &mut scratch, rows);
            for (plain, gaps) in plain.chunks(inputs).zip(gaps.chunks(wide_in)) {
                assert_eq!(plain, &gaps[4..][..inputs]);
                assert_eq!((&gaps[..4], gaps[4 + inputs]), (&[7.0; 4][..], 7.0));
            }
        }
    }
}

#[test]
fn not_a_number_reaches_all_that_depends_on_it() {
    let (batch, inputs, outputs) = (9, 20, 50);
    let mut input = vec![0.5; batch * inputs];
    input[4 * inputs + 7] = f32::NAN;
    let weight = vec![0.25; inputs * outputs];
    for compute in computes() {
        for rows in [0..batch, 4..5] {
            let mut output = vec![0.0; rows.len() * outputs];
            let x = Rows::new(&input, inputs).range(rows.clone());
            let target = RowsMut::new(&mut output, outputs);
            forward(&compute, x, &weight, &[], Activation::Relu, target);
            for (row, output) in rows.clone().zip(output.chunks(outputs)) {
                assert!(output.iter().all(|value| value.is_nan() == (row == 4)));
            }
            let delta = vec![0.0; rows.len() * outputs];
            let mut updated = weight.clone();
            weight_update(&compute, x, Rows::new(&delta, outputs), 0.1, &mut updated, &mut []);
            for (i, updated) in updated.chunks(outputs).enumerate() {
                assert!(updated.iter().all(|value| value.is_nan() == (i == 7)));
            }
        }
    }
}

#[test]
fn an_empty_batch_changes_nothing_or_clears() {
    for compute in computes() {
        let (x, d) = (Rows::new(&[], 3), Rows::new(&[], 20));
        forward(&compute, x, &[1.0; 60], &[], Activation::Relu, RowsMut::new(&mut [], 20));
        let (mut weight, mut bias) = ([1.0; 60], [1.0; 20]);
        weight_update(&compute, x, d, 0.1, &mut weight, &mut bias);
        assert_eq!((weight, bias), ([1.0; 60], [1.0; 20]));
        weight_gradient(&compute, x, d, false, &mut weight, &mut bias);
        assert_eq!((weight, bias), ([0.0; 60], [0.0; 20]));
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let mut numbers = Numbers(7);
    // Partitioned by columns, by rows, unevenly, as vector-matrix and matrix-vector products.
    let sizes =
        [(16, 96, 300), (500, 90, 10), (9, 150, 333), (1, 500, 900), (6000, 70, 1), (64, 300, 21)];
    for (batch, inputs, outputs) in sizes {
        let input = numbers.take(batch * inputs);
        let delta = numbers.take(batch * outputs);
        let weight = numbers.take(inputs * outputs);
        let bias = numbers.take(outputs);
        let (x, d) = (Rows::new(&input, inputs), Rows::new(&delta, outputs));
        for set in InstructionSet::available() {
            let run = |threads: usize| {
                let compute = Compute::with_instruction_set(set).expect("it is available");
                let compute = compute.threads(threads.try_into().expect("at least one"));
                assert_eq!(compute.thread_count(), threads);
                let mut output = vec![0.0; batch * outputs];
                let rows = RowsMut::new(&mut output, outputs);
                forward(&compute, x, &weight, &bias, Activation::Relu, rows);
                let (mut w, mut b) = (weight.clone(), bias.clone());
                weight_update(&compute, x, d, 0.1, &mut w, &mut b);
                let mut gradient = vec![0.0; batch * inputs];
                let mut scratch = vec![0.0; input_gradient_scratch(inputs, outputs)];
                input_gradient(
                    &compute,
                    d,
                    &weight,
                    Activation::Relu,
                    x,
                    false,
                    &mut scratch,
                    RowsMut::new(&mut gradient, inputs),
                );
                [output, w, b, gradient]
            };
            let one = run(1);
            for threads in 2..=3 {
                assert!(run(threads) == one, "{set:?}, {threads} threads");
            }
        }
    }
}

/// Of no inputs the outputs are the bias, of no samples the gradients are zero, or stay.
#[test]
fn sums_without_terms_are_where_they_start() {
    for compute in computes() {
        let (bias, samples) = ([1.0, -2.0, 0.5], [0.0; 4]);
        let nothing = Rows::strided(&samples, 2, 1, 0);
        for (activation, expected) in
            [(Activation::Linear, [1.0, -2.0, 0.5]), (Activation::Relu, [1.0, 0.0, 0.5])]
        {
            let mut output = [9.0; 6];
            let rows = RowsMut::new(&mut output, 3);
            forward(&compute, nothing, &[], &bias, activation, rows);
            assert_eq!(output, [expected, expected].concat()[..]);
        }
        let (input, delta) = (Rows::new(&[], 2), Rows::new(&[], 3));
        let (mut weight, mut bias) = ([9.0; 6], [9.0; 3]);
        weight_gradient(&compute, input, delta, true, &mut weight, &mut bias);
        assert_eq!((weight, bias), ([9.0; 6], [9.0; 3]));
        weight_gradient(&compute, input, delta, false, &mut weight, &mut bias);
        assert_eq!((weight, bias), ([0.0; 6], [0.0; 3]));
    }
}
