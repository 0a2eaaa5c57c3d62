//! Every function against f64, and its gradient against central differences.
use super::*;
use crate::kernels::activation::tests::ulps;
use crate::kernels::samples::{Numbers, Spaced, assert_gradient, computes};
use std::format;
use std::vec;
use std::vec::Vec;

const ALL: [Elementwise; 8] = [
    Elementwise::Absolute,
    Elementwise::Negate,
    Elementwise::Square,
    Elementwise::SquareRoot,
    Elementwise::Exponential,
    Elementwise::Logarithm,
    Elementwise::Scale { factor: -2.5 },
    Elementwise::Shift { term: 0.7 },
];

/// The plain formula, and the tolerance of the kernel in ulp.
fn reference(function: Elementwise, x: f64) -> (f64, f64) {
    match function {
        Elementwise::Absolute => (x.abs(), 0.0),
        Elementwise::Negate => (-x, 0.0),
        Elementwise::Square => (x * x, 0.5),
        Elementwise::SquareRoot => (x.sqrt(), 0.5),
        Elementwise::Exponential => (x.exp(), 1.5),
        Elementwise::Logarithm => (x.ln(), 1.5),
        Elementwise::Scale { factor } => (f64::from(factor) * x, 0.5),
        Elementwise::Shift { term } => (x + f64::from(term), 0.5),
    }
}

/// Inputs at which every function has a derivative: logarithm and root from 0.1 on.
fn inputs(function: Elementwise, numbers: &mut Numbers, count: usize) -> Vec<f32> {
    let positive = matches!(function, Elementwise::SquareRoot | Elementwise::Logarithm);
    let usable = |x: f32| {
        let distant = x.abs() * 2.0 + 0.1;
        if positive { distant } else { distant.copysign(x) }
    };
    numbers.take(count).into_iter().map(usable).collect()
}

fn values(compute: &Compute, function: Elementwise, input: &[f32]) -> Vec<f32> {
    let mut output = vec![9.0; input.len()];
    let width = input.len();
    elementwise(compute, function, Rows::new(input, width), RowsMut::new(&mut output, width));
    output
}

fn gradients(
    compute: &Compute,
    function: Elementwise,
    input: &[f32],
    delta: &[f32],
    accumulate: bool,
    below: &[f32],
) -> Vec<f32> {
    let output = values(compute, function, input);
    let (mut below, width) = (below.to_vec(), input.len());
    let rows = |values| Rows::new(values, width);
    let target = RowsMut::new(&mut below, width);
    let (input, output) = (rows(input), rows(&output));
    elementwise_gradient(compute, function, input, output, rows(delta), accumulate, target);
    below
}

#[test]
fn values_are_within_the_stated_error() {
    let mut inputs: Vec<f32> = (0..=u32::MAX).step_by(200_003).map(f32::from_bits).collect();
    inputs.extend([0.0, -0.0, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, 88.8, -104.0]);
    for compute in computes() {
        for function in ALL {
            for (&x, found) in inputs.iter().zip(values(&compute, function, &inputs)) {
                let (exact, bound) = reference(function, f64::from(x));
                let error = ulps(found, exact);
                assert!(error <= bound, "{compute:?} {function:?} of {x}: {found}, {error} ulp");
            }
        }
        let zeros = values(&compute, Elementwise::Negate, &[0.0, -0.0]);
        assert!(zeros[0].is_sign_negative() && zeros[1].is_sign_positive());
    }
}

#[test]
fn gradients_equal_central_differences() {
    let mut numbers = Numbers(21);
    for compute in computes() {
        for function in ALL {
            let input = inputs(function, &mut numbers, 53);
            let (delta, before) = (numbers.take(53), numbers.take(53));
            let total = |accumulate: bool| {
                let (delta, before) = (&delta, &before);
                move |x: &[f64]| {
                    let along = |(&x, &delta)| f64::from(delta) * reference(function, x).0;
                    let sum: f64 = x.iter().zip(delta).map(along).sum();
                    let kept: f64 = x.iter().zip(before).map(|(x, &b)| x * f64::from(b)).sum();
                    if accumulate { sum + kept } else { sum }
                }
            };
            for accumulate in [false, true] {
                let found = gradients(&compute, function, &input, &delta, accumulate, &before);
                let what = format!("{compute:?} {function:?} {accumulate}");
                assert_gradient(&input, total(accumulate), &found, &what);
            }
        }
    }
}

#[test]
fn at_zero_the_slopes_are_what_the_documentation_says() {
    for compute in computes() {
        let slope =
            |function, x: f32| gradients(&compute, function, &[x], &[2.0], false, &[5.0])[0];
        assert_eq!(slope(Elementwise::Absolute, 0.0), 0.0);
        assert_eq!(slope(Elementwise::Absolute, -0.0), 0.0);
        assert_eq!(slope(Elementwise::SquareRoot, 0.0), f32::INFINITY);
        assert_eq!(slope(Elementwise::Logarithm, 0.0), f32::INFINITY);
        assert!(slope(Elementwise::Absolute, f32::NAN).is_nan());
    }
}

/// Rows with and without gaps have bit-identical results, for every width; gaps are not written.
#[test]
fn gaps_between_rows_change_nothing() {
    let mut numbers = Numbers(22);
    for compute in computes() {
        for width in 1..=40 {
            let function = ALL[width % ALL.len()];
            let input = inputs(function, &mut numbers, 3 * width);
            let (delta, before) = (numbers.take(3 * width), numbers.take(3 * width));
            let output = values(&compute, function, &input);
            let (x, d) = (Spaced::new(&input, width, 4), Spaced::new(&delta, width, 1));
            let mut y = Spaced::new(&before, width, 3);
            elementwise(&compute, function, x.rows(), y.rows_mut());
            assert_eq!(y.values(), output);

            let mut y = Spaced::new(&input, width, 5);
            elementwise_in_place(&compute, function, y.rows_mut());
            assert_eq!(y.values(), output);

            let mut below = Spaced::new(&before, width, 2);
            let (input_rows, output_rows) = (x.rows(), y.rows());
            let target = below.rows_mut();
            elementwise_gradient(
                &compute,
                function,
                input_rows,
                output_rows,
                d.rows(),
                true,
                target,
            );
            let expected = gradients(&compute, function, &input, &delta, true, &before);
            assert_eq!(below.values(), expected);
        }
    }
}

/// What is not read may be anything: here NaN, and of another shape.
#[test]
fn only_what_is_named_is_read() {
    let nothing = [f32::NAN];
    let other = Rows::new(&nothing, 1);
    for compute in computes() {
        for function in ALL {
            let input = [0.5, 2.0, 0.25];
            let output = values(&compute, function, &input);
            let (mut input, mut output) = (Rows::new(&input, 3), Rows::new(&output, 3));
            match function {
                Elementwise::Absolute | Elementwise::Square | Elementwise::Logarithm => {
                    output = other;
                }
                Elementwise::SquareRoot | Elementwise::Exponential => input = other,
                _ => (input, output) = (other, other),
            }
            let (delta, mut below) = ([1.0; 3], [f32::NAN; 3]);
            let (delta, target) = (Rows::new(&delta, 3), RowsMut::new(&mut below, 3));
            elementwise_gradient(&compute, function, input, output, delta, false, target);
            assert!(below.iter().all(|slope| slope.is_finite()), "{function:?} {below:?}");
        }
    }
}

#[test]
#[should_panic(expected = "as many and as wide")]
fn another_shape_is_refused() {
    let (input, mut output) = ([1.0; 6], [0.0; 6]);
    let target = RowsMut::new(&mut output, 3);
    elementwise(&Compute::portable(), Elementwise::Square, Rows::new(&input, 2), target);
}
