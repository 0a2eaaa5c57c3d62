//! The dot product against the plain sum, and its gradient against central differences.
use super::*;
use crate::kernels::samples::{Numbers, Spaced, assert_gradient, computes};
use std::format;

fn reference(left: &[f64], right: &[f32]) -> f64 {
    left.iter().zip(right).map(|(left, &right)| left * f64::from(right)).sum()
}

#[test]
fn values_equal_the_plain_sum() {
    let mut numbers = Numbers(41);
    for compute in computes() {
        for width in 1..=70 {
            let (left, right) = (numbers.take(3 * width), numbers.take(3 * width));
            let (l, r) = (Spaced::new(&left, width, 2), Spaced::new(&right, width, width % 4));
            let mut output = Spaced::new(&[f32::NAN; 3], 1, 5);
            dot(&compute, l.rows(), r.rows(), output.rows_mut());
            for (row, found) in output.values().into_iter().enumerate() {
                let exact: std::vec::Vec<f64> =
                    l.rows().row(row).iter().map(|&x| f64::from(x)).collect();
                let error = (f64::from(found) - reference(&exact, r.rows().row(row))).abs();
                let bound = f64::from(f32::EPSILON) / 2.0 * (width * width) as f64;
                assert!(error <= bound, "{compute:?} {width}: off by {error}");
            }
        }
    }
}

#[test]
fn gradients_equal_central_differences() {
    let mut numbers = Numbers(42);
    for width in [1, 3, 8, 17] {
        let (input, other) = (numbers.take(2 * width), numbers.take(2 * width));
        let (delta, before) = (numbers.take(2), numbers.take(2 * width));
        let total = |accumulate: bool| {
            let (delta, other, before) = (&delta, &other, &before);
            move |x: &[f64]| {
                let row = |index: usize| {
                    let row = index * width..(index + 1) * width;
                    f64::from(delta[index]) * reference(&x[row.clone()], &other[row])
                };
                let kept = if accumulate { reference(x, before) } else { 0.0 };
                row(0) + row(1) + kept
            }
        };
        for accumulate in [false, true] {
            let mut below = Spaced::new(&before, width, 3);
            let (d, o) = (Spaced::new(&delta, 1, 2), Spaced::new(&other, width, 1));
            dot_gradient(o.rows(), d.rows(), accumulate, below.rows_mut());
            let what = format!("{width} {accumulate}");
            assert_gradient(&input, total(accumulate), &below.values(), &what);
        }
    }
}

#[test]
#[should_panic(expected = "one number for each row")]
fn a_wide_output_is_refused() {
    let (input, mut output) = ([1.0; 4], [0.0; 4]);
    let rows = Rows::new(&input, 2);
    dot(&Compute::portable(), rows, rows, RowsMut::new(&mut output, 2));
}
