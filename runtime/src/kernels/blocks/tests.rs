//! Slices and concatenations against indexed arrays; copies in both directions are adjoint.
use super::*;
use crate::kernels::samples::{Numbers, Spaced};
use std::vec;
use std::vec::Vec;

/// The elements of a part of an axis, by their indices.
fn reference(shape: [usize; 3], axis: usize, range: Range<usize>, row: &[f32]) -> Vec<f32> {
    let mut part = vec![];
    for a in 0..shape[0] {
        for b in 0..shape[1] {
            for c in 0..shape[2] {
                if range.contains(&[a, b, c][axis]) {
                    part.push(row[(a * shape[1] + b) * shape[2] + c]);
                }
            }
        }
    }
    part
}

/// Every part of every axis of some shapes.
fn parts() -> impl Iterator<Item = ([usize; 3], usize, Range<usize>)> {
    let shapes = [[2, 3, 4], [1, 5, 1], [4, 1, 3], [3, 2, 1]];
    shapes.into_iter().flat_map(|shape| {
        (0..3).flat_map(move |axis| {
            let length = shape[axis];
            (0..=length)
                .flat_map(move |start| (start..=length).map(move |end| (shape, axis, start..end)))
        })
    })
}

#[test]
fn a_slice_is_the_part_of_the_axis() {
    let mut numbers = Numbers(51);
    for (shape, axis, range) in parts().filter(|(.., range)| !range.is_empty()) {
        let part = Blocks::along(&shape, axis, range.clone());
        let (width, taken) = (shape.iter().product(), part.numbers());
        let input = numbers.take(2 * width);
        let expected: Vec<f32> = input
            .chunks(width)
            .flat_map(|row| reference(shape, axis, range.clone(), row))
            .collect();
        let source = Spaced::new(&input, width, 3);
        let mut target = Spaced::new(&vec![f32::NAN; 2 * taken], taken, 2);
        copy_blocks(part, source.rows(), part.packed(), false, target.rows_mut());
        assert_eq!(target.values(), expected, "{shape:?} {axis} {range:?}");

        let before = numbers.take(2 * taken);
        let mut target = Spaced::new(&before, taken, 1);
        copy_blocks(part, source.rows(), part.packed(), true, target.rows_mut());
        let sums: Vec<f32> = before.iter().zip(&expected).map(|(b, x)| b + x).collect();
        assert_eq!(target.values(), sums);
    }
}

#[test]
fn what_lies_outside_is_cleared_and_no_more() {
    let mut numbers = Numbers(52);
    for (shape, axis, range) in parts() {
        let part = Blocks::along(&shape, axis, range.clone());
        let width = shape.iter().product();
        let places: Vec<f32> = (0..width).map(|i| i as f32).collect();
        let inside = reference(shape, axis, range.clone(), &places);
        let before = numbers.take(2 * width);
        let mut target = Spaced::new(&before, width, 1);
        clear_outside(part, target.rows_mut());
        for (i, (found, before)) in target.values().into_iter().zip(before).enumerate() {
            let inside = inside.contains(&((i % width) as f32));
            assert_eq!(found, if inside { before } else { 0.0 }, "{shape:?} {axis} {range:?} {i}");
        }
    }
}

#[test]
fn parts_one_after_the_other_are_the_whole() {
    let mut numbers = Numbers(53);
    for axis in 0..3 {
        let (shape, mut whole) = ([5, 5, 5], [f32::NAN; 250]);
        let values = numbers.take(250);
        for range in [0..2, 2..3, 3..5] {
            let part = Blocks::along(&shape, axis, range.clone());
            let input: Vec<f32> = values
                .chunks(125)
                .flat_map(|row| reference(shape, axis, range.clone(), row))
                .collect();
            let source = Rows::new(&input, part.numbers());
            copy_blocks(part.packed(), source, part, false, RowsMut::new(&mut whole, 125));
        }
        assert_eq!(whole[..], values);
    }
}

/// `sum(delta · copy(x)) = sum(copy back(delta) · x)`: copying back is the gradient.
#[test]
fn the_way_back_is_the_gradient() {
    let mut numbers = Numbers(54);
    let dot = |a: &[f32], b: &[f32]| -> f64 {
        a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum()
    };
    for (shape, axis, range) in parts().filter(|(.., range)| !range.is_empty()) {
        let part = Blocks::along(&shape, axis, range);
        let (width, taken) = (shape.iter().product(), part.numbers());
        let (x, delta) = (numbers.take(width), numbers.take(taken));
        let (mut y, mut below) = (vec![0.0; taken], vec![f32::NAN; width]);
        let output = RowsMut::new(&mut y, taken);
        copy_blocks(part, Rows::new(&x, width), part.packed(), false, output);
        clear_outside(part, RowsMut::new(&mut below, width));
        let target = RowsMut::new(&mut below, width);
        copy_blocks(part.packed(), Rows::new(&delta, taken), part, false, target);
        assert!((dot(&delta, &y) - dot(&below, &x)).abs() < 1e-12);
    }
}

#[test]
fn no_numbers_and_no_rows_are_no_trouble() {
    let part = Blocks::along(&[3, 2], 1, 2..2);
    let (source, mut target) = ([1.0; 6], [2.0; 6]);
    copy_blocks(part, Rows::new(&source, 6), part, true, RowsMut::new(&mut target, 6));
    assert_eq!(target, [2.0; 6]);
    let part = Blocks::along(&[3, 2], 0, 1..2);
    copy_blocks(part, Rows::new(&[], 6), part.packed(), false, RowsMut::new(&mut [], 2));
    clear_outside(part, RowsMut::new(&mut [], 6));
}

#[test]
#[should_panic(expected = "must lie inside the axis")]
fn a_part_beyond_the_axis_is_refused() {
    let _ = Blocks::along(&[3, 2], 1, 1..3);
}

#[test]
#[should_panic(expected = "must lie inside the rows")]
fn runs_beyond_the_row_are_refused() {
    let part = Blocks::along(&[3, 2], 1, 1..2);
    let (source, mut target) = ([0.0; 4], [0.0; 3]);
    let target = RowsMut::new(&mut target, 3);
    copy_blocks(part, Rows::new(&source, 4), part.packed(), false, target);
}
