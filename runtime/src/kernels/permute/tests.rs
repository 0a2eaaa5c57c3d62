//! Every permutation of up to four axes, and some of eight, against indices, and its inverse.
use super::*;
use crate::kernels::samples::{Numbers, Spaced};
use std::vec;
use std::vec::Vec;

/// Each element by its indices: before and after the permutation.
fn reference(shape: &[usize], axes: &[usize], source: &[f32]) -> Vec<f32> {
    let mut target = vec![f32::NAN; source.len()];
    for (place, &value) in source.iter().enumerate() {
        let (mut indices, mut rest) = (vec![0; shape.len()], place);
        for (index, &length) in indices.iter_mut().zip(shape).rev() {
            (*index, rest) = (rest % length, rest / length);
        }
        let place = axes.iter().fold(0, |place, &axis| place * shape[axis] + indices[axis]);
        target[place] = value;
    }
    target
}

/// All permutations of so many axes.
fn orders(rank: usize) -> Vec<Vec<usize>> {
    if rank == 0 {
        return vec![vec![]];
    }
    let mut orders = vec![];
    for order in self::orders(rank - 1) {
        for place in 0..rank {
            let mut order = order.clone();
            order.insert(place, rank - 1);
            orders.push(order);
        }
    }
    orders
}

fn assert_permuted(shape: &[usize], axes: &[usize], numbers: &mut Numbers) {
    let width: usize = shape.iter().product();
    let (input, before) = (numbers.take(2 * width), numbers.take(2 * width));
    let expected: Vec<f32> =
        input.chunks(width).flat_map(|row| reference(shape, axes, row)).collect();
    let sum = |(before, added): (&f32, &f32)| before + added;

    let source = Spaced::new(&input, width, 2);
    let mut target = Spaced::new(&before, width, 3);
    permute(shape, axes, source.rows(), false, target.rows_mut());
    assert_eq!(target.values(), expected, "{shape:?} {axes:?}");
    let mut back = Spaced::new(&before, width, 1);
    permute_gradient(shape, axes, target.rows(), false, back.rows_mut());
    assert_eq!(back.values(), input, "{shape:?} {axes:?} back");

    let mut added = Spaced::new(&before, width, 3);
    permute(shape, axes, source.rows(), true, added.rows_mut());
    assert_eq!(added.values(), before.iter().zip(&expected).map(sum).collect::<Vec<_>>());
    let mut back = Spaced::new(&before, width, 1);
    permute_gradient(shape, axes, target.rows(), true, back.rows_mut());
    assert_eq!(back.values(), before.iter().zip(&input).map(sum).collect::<Vec<_>>());
}

#[test]
fn every_order_of_the_axes() {
    let mut numbers = Numbers(61);
    for shape in [&[][..], &[7], &[5, 3], &[1, 4], &[2, 3, 4], &[3, 1, 2], &[2, 3, 1, 5]] {
        for axes in orders(shape.len()) {
            assert_permuted(shape, &axes, &mut numbers);
        }
    }
    let shape = [2, 1, 3, 2, 2, 1, 2, 3];
    for axes in [[7, 6, 5, 4, 3, 2, 1, 0], [0, 2, 4, 6, 1, 3, 5, 7], [4, 5, 6, 7, 0, 1, 2, 3]] {
        assert_permuted(&shape, &axes, &mut numbers);
    }
}

#[test]
fn a_matrix_is_transposed() {
    let (matrix, mut transposed) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [0.0; 6]);
    let target = RowsMut::new(&mut transposed, 6);
    permute(&[2, 3], &[1, 0], Rows::new(&matrix, 6), false, target);
    assert_eq!(transposed, [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
}

#[test]
#[should_panic(expected = "every axis must be named once")]
fn an_axis_named_twice_is_refused() {
    let target = &mut [0.0; 6];
    permute(&[2, 3], &[1, 1], Rows::new(&[0.0; 6], 6), false, RowsMut::new(target, 6));
}

#[test]
#[should_panic(expected = "a value with more axes")]
fn nine_axes_are_refused() {
    let axes = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    let target = &mut [0.0];
    permute_gradient(&[1; 9], &axes, Rows::new(&[0.0], 1), false, RowsMut::new(target, 1));
}
