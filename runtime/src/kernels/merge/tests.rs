//! Every merge against plain loops, and its gradients against central differences.
use super::*;
use crate::kernels::samples::{Numbers, Spaced, assert_gradient, computes};
use std::format;
use std::vec;
use std::vec::Vec;

const ALL: [Merge; 6] =
    [Merge::Add, Merge::Subtract, Merge::Multiply, Merge::Average, Merge::Maximum, Merge::Minimum];

/// The plain formula, for one place.
macro_rules! reference {
    ($name:ident, $number:ty) => {
        fn $name(merge: Merge, values: &[$number]) -> $number {
            let mut values = values.iter().copied();
            let count = values.len();
            let first = values.next().unwrap();
            match merge {
                Merge::Add => values.fold(first, |a, b| a + b),
                Merge::Subtract => values.fold(first, |a, b| a - b),
                Merge::Multiply => values.fold(first, |a, b| a * b),
                Merge::Average => values.fold(first, |a, b| a + b) / count as $number,
                Merge::Maximum => values.fold(first, |a, b| if b > a { b } else { a }),
                Merge::Minimum => values.fold(first, |a, b| if b < a { b } else { a }),
            }
        }
    };
}
reference!(reference, f32);
reference!(exact, f64);

/// The numbers of inputs that each merge is tested with.
fn counts(merge: Merge) -> core::ops::RangeInclusive<usize> {
    if merge == Merge::Subtract { 2..=2 } else { 1..=5 }
}

fn rows(inputs: &[Vec<f32>], width: usize) -> Vec<Rows<'_>> {
    inputs.iter().map(|input| Rows::new(input, width)).collect()
}

fn merged(compute: &Compute, operation: Merge, inputs: &[Vec<f32>]) -> Vec<f32> {
    let width = inputs[0].len();
    let mut output = vec![f32::NAN; width];
    merge(compute, operation, &rows(inputs, width), RowsMut::new(&mut output, width));
    output
}

fn gradient(
    compute: &Compute,
    merge: Merge,
    index: usize,
    inputs: &[Vec<f32>],
    delta: &[f32],
    accumulated: Option<&[f32]>,
) -> Vec<f32> {
    let (output, width) = (merged(compute, merge, inputs), delta.len());
    let mut below = accumulated.map_or(vec![f32::NAN; width], <[f32]>::to_vec);
    let (output, delta) = (Rows::new(&output, width), Rows::new(delta, width));
    let (inputs, target) = (rows(inputs, width), RowsMut::new(&mut below, width));
    let accumulate = accumulated.is_some();
    merge_gradient(compute, merge, index, &inputs, output, delta, accumulate, target);
    below
}

/// Bit-identical: nothing is fused, so every instruction set rounds as the plain loop does.
#[test]
fn values_equal_the_plain_loop_whatever_the_gaps() {
    let mut numbers = Numbers(31);
    for compute in computes() {
        for operation in ALL {
            for count in counts(operation) {
                for width in 1..=36 {
                    let inputs: Vec<_> = (0..count).map(|_| numbers.take(2 * width)).collect();
                    let at = |i: usize| inputs.iter().map(|input| input[i]).collect::<Vec<_>>();
                    let expected: Vec<f32> =
                        (0..2 * width).map(|i| reference(operation, &at(i))).collect();
                    assert_eq!(merged(&compute, operation, &inputs), expected);

                    let space = |(gap, values): (usize, &Vec<f32>)| Spaced::new(values, width, gap);
                    let spaced: Vec<_> = inputs.iter().enumerate().map(space).collect();
                    let spaced: Vec<_> = spaced.iter().map(Spaced::rows).collect();
                    for gap in [0, 3] {
                        let mut output = Spaced::new(&vec![f32::NAN; 2 * width], width, gap);
                        merge(&compute, operation, &spaced, output.rows_mut());
                        assert_eq!(output.values(), expected);

                        let mut output = Spaced::new(&inputs[0], width, gap);
                        let others = &spaced[1..];
                        merge_in_place(&compute, operation, others, false, output.rows_mut());
                        assert_eq!(output.values(), expected);
                        if let [first, _] = spaced[..] {
                            let mut output = Spaced::new(&inputs[1], width, gap);
                            merge_in_place(&compute, operation, &[first], true, output.rows_mut());
                            assert_eq!(output.values(), expected);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn gradients_equal_central_differences() {
    let mut numbers = Numbers(32);
    for compute in computes() {
        for merge in ALL {
            for count in counts(merge) {
                let inputs: Vec<_> = (0..count).map(|_| numbers.take(37)).collect();
                let (delta, before) = (numbers.take(37), numbers.take(37));
                for index in 0..count {
                    let total = |x: &[f64]| {
                        let at = |place: usize| {
                            let mut values: Vec<f64> =
                                inputs.iter().map(|input| f64::from(input[place])).collect();
                            values[index] = x[place];
                            f64::from(delta[place]) * exact(merge, &values)
                        };
                        (0..37).map(at).sum()
                    };
                    let what = format!("{compute:?} {merge:?} {index} of {count}");
                    let found = gradient(&compute, merge, index, &inputs, &delta, None);
                    assert_gradient(&inputs[index], total, &found, &what);

                    let sums: Vec<f32> = found.iter().zip(&before).map(|(g, b)| b + g).collect();
                    let found = gradient(&compute, merge, index, &inputs, &delta, Some(&before));
                    assert_eq!(found, sums, "{what}");
                }
            }
        }
    }
}

#[test]
fn the_first_of_equal_inputs_takes_the_gradient() {
    // At one place all are equal, at the others two of the three.
    let inputs = [vec![1.0, 2.0, 0.0, -0.0], vec![1.0, 2.0, 5.0, 0.0], vec![1.0, 0.0, 5.0, -1.0]];
    let low: Vec<Vec<f32>> =
        inputs.iter().map(|input| input.iter().map(|x| -x).collect()).collect();
    let delta = [3.0, 4.0, 5.0, 6.0];
    let expected = [[3.0, 4.0, 0.0, 6.0], [0.0, 0.0, 5.0, 0.0], [0.0; 4]];
    for compute in computes() {
        for (index, expected) in expected.iter().enumerate() {
            let largest = gradient(&compute, Merge::Maximum, index, &inputs, &delta, None);
            let smallest = gradient(&compute, Merge::Minimum, index, &low, &delta, None);
            assert_eq!((&largest[..], &smallest[..]), (&expected[..], &expected[..]));
        }
    }
}

#[test]
fn a_product_with_zeros_has_its_gradient() {
    let inputs = [vec![0.0, 0.0], vec![3.0, 0.0], vec![2.0, 4.0]];
    for compute in computes() {
        let slopes = |index| gradient(&compute, Merge::Multiply, index, &inputs, &[1.0, 1.0], None);
        assert_eq!([slopes(0), slopes(1), slopes(2)], [[6.0, 0.0], [0.0, 0.0], [0.0, 0.0]]);
    }
}

#[test]
fn nan_in_any_input_is_not_hidden() {
    for compute in computes() {
        for merge in ALL {
            for index in 0..2 {
                let mut inputs = vec![vec![1.0; 20]; 2];
                inputs[index][18] = f32::NAN;
                let output = merged(&compute, merge, &inputs);
                let nan: Vec<usize> = (0..20).filter(|&i| output[i].is_nan()).collect();
                assert_eq!(nan, [18], "{compute:?} {merge:?} {index}");
            }
        }
        let limits = [vec![f32::INFINITY], vec![f32::NEG_INFINITY]];
        assert_eq!(merged(&compute, Merge::Maximum, &limits), [f32::INFINITY]);
        assert_eq!(merged(&compute, Merge::Minimum, &limits), [f32::NEG_INFINITY]);
    }
}

/// The same tensor twice counts as two inputs, whose gradients add up.
#[test]
fn a_value_merged_with_itself() {
    let (value, delta) = (vec![3.0, -4.0], [1.0, 10.0]);
    let inputs = [value.clone(), value];
    for compute in computes() {
        let first = gradient(&compute, Merge::Multiply, 0, &inputs, &delta, None);
        let both = gradient(&compute, Merge::Multiply, 1, &inputs, &delta, Some(&first));
        assert_eq!(both, [6.0, -80.0]);
    }
}

#[test]
#[should_panic(expected = "only two inputs can be subtracted")]
fn three_inputs_are_not_subtracted() {
    let _ = merged(&Compute::portable(), Merge::Subtract, &vec![vec![0.0]; 3]);
}

#[test]
#[should_panic(expected = "as many and as wide")]
fn inputs_of_different_widths_are_refused() {
    let (inputs, mut output) = ([0.0; 4], [0.0; 4]);
    let inputs = [Rows::new(&inputs, 4), Rows::new(&inputs, 2)];
    merge(&Compute::portable(), Merge::Add, &inputs, RowsMut::new(&mut output, 4));
}
