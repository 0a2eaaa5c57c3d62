//! Every operation, each in all the places that it can have.

use crate::cases;
use crate::reference::{Value, relu, sigmoid};
use burdock::layers::Function;

/// Of a function of numbers, four networks: the function before a layer, as an output, as both at
/// once, and of a value that is used before and after it.
macro_rules! functions {
    ($($name:ident: $before:ident, $layer:tt $(($($argument:tt)*))?, $function:expr;)+) => { $(
        mod $name {
            use super::*;
            cases! {
                inner: (x: [3]) -> (y: [2]) {
                    y = x -> dense(5, $before) -> $layer $(($($argument)*))? -> dense(2);
                } |p, x| {
                    let value = p.dense(3, 5).of(&x[0]).map($before).map($function);
                    vec![p.dense(5, 2).of(&value)]
                };
                outer: (x: [3]) -> (y: [5]) {
                    y = x -> dense(5, $before) -> $layer $(($($argument)*))?;
                } |p, x| vec![p.dense(3, 5).of(&x[0]).map($before).map($function)];
                both: (x: [3]) -> (y: [5], z: [2]) {
                    y = x -> dense(5, $before) -> $layer $(($($argument)*))?;
                    z = y -> dense(2);
                } |p, x| {
                    let y = p.dense(3, 5).of(&x[0]).map($before).map($function);
                    let z = p.dense(5, 2).of(&y);
                    vec![y, z]
                };
                around: (x: [3]) -> (y: [5]) {
                    hidden = x -> dense(5, $before);
                    y = multiply(hidden -> $layer $(($($argument)*))?, hidden);
                } |p, x| {
                    let hidden = p.dense(3, 5).of(&x[0]).map($before);
                    vec![Value::together(&[&hidden.map($function), &hidden], |v| v[0] * v[1])]
                };
            }
        }
    )+ };
}

fn tanh(z: f64) -> f64 {
    z.tanh()
}

fn linear(z: f64) -> f64 {
    z
}

/// `x / (1 + |x|)`
pub(crate) struct Softsign;

impl Function for Softsign {
    fn value(x: f32) -> f32 {
        x / (1.0 + x.abs())
    }

    fn slope(x: f32, _y: f32) -> f32 {
        1.0 / (1.0 + x.abs()).powi(2)
    }
}

/// A function whose slope is told by its value: `tanh(x)`, `1 - y²`.
struct HyperbolicTangent;

impl Function for HyperbolicTangent {
    fn value(x: f32) -> f32 {
        x.tanh()
    }

    fn slope(_x: f32, y: f32) -> f32 {
        1.0 - y * y
    }
}

functions! {
    absolute: tanh, absolute, f64::abs;
    absolute_of_a_sum: linear, absolute, f64::abs;
    negate: tanh, negate, |z| -z;
    square: linear, square, |z| z * z;
    square_root: sigmoid, square_root, f64::sqrt;
    exponential: tanh, exponential, f64::exp;
    logarithm: sigmoid, logarithm, f64::ln;
    scale: tanh, scale(-2.5), |z| -2.5 * z;
    shift: tanh, shift(0.75), |z| z + 0.75;
    of_the_author: linear, activation(Softsign), |z| z / (1.0 + z.abs());
    of_the_author_by_value: linear, activation(HyperbolicTangent), f64::tanh;
    an_activation: tanh, activation(sigmoid), sigmoid;
    a_kinked_activation: tanh, activation(relu), relu;
}

/// Of a merge: of layers before a layer, of layers as an output in two dimensions, of values that
/// are used before and after it, of a value with itself, and of an input.
macro_rules! merges {
    ($($name:ident($($width:literal),+): $function:expr;)+) => { $(
        mod $name {
            use super::*;
            cases! {
                inner: (x: [3]) -> (y: [2]) {
                    y = $name($(x -> dense($width, tanh)),+) -> dense(2);
                } |p, x| {
                    let values = [$($width),+].map(|width| p.dense(3, width).of(&x[0]).map(tanh));
                    let values: Vec<&Value> = values.iter().collect();
                    vec![p.dense(6, 2).of(&Value::together(&values, $function))]
                };
                outer: (x: [3]) -> (y: [2, 3]) {
                    y = $name($(x -> dense($width, tanh) -> reshape(2, 3)),+);
                } |p, x| {
                    let values = [$($width),+].map(|width| p.dense(3, width).of(&x[0]).map(tanh));
                    let values: Vec<&Value> = values.iter().collect();
                    vec![Value::together(&values, $function)]
                };
                around: (x: [3]) -> (y: [14], z: [6]) {
                    a = x -> dense(6);
                    b = x -> dense(6, sigmoid);
                    z = $name(a, b);
                    y = concatenate(a -> dense(2), z, b);
                } |p, x| {
                    let a = p.dense(3, 6).of(&x[0]);
                    let b = p.dense(3, 6).of(&x[0]).map(sigmoid);
                    let z = Value::together(&[&a, &b], $function);
                    vec![Value::concatenate(0, &[&p.dense(6, 2).of(&a), &z, &b]), z]
                };
                itself: (x: [3]) -> (y: [2]) {
                    hidden = x -> dense(6, tanh);
                    y = $name(hidden, hidden) -> dense(2);
                } |p, x| {
                    let hidden = p.dense(3, 6).of(&x[0]).map(tanh);
                    vec![p.dense(6, 2).of(&Value::together(&[&hidden, &hidden], $function))]
                };
                input: (x: [6]) -> (y: [6]) {
                    y = $name(x, x -> dense(6, tanh));
                } |p, x| {
                    let hidden = p.dense(6, 6).of(&x[0]).map(tanh);
                    vec![Value::together(&[&x[0], &hidden], $function)]
                };
            }
        }
    )+ };
}

merges! {
    add(6, 6, 6): |v| v.iter().sum();
    subtract(6, 6): |v| v[0] - v[1];
    multiply(6, 6, 6): |v| v.iter().product();
    average(6, 6, 6, 6, 6): |v| v.iter().sum::<f64>() / v.len() as f64;
    maximum(6, 6, 6): |v| v.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    minimum(6, 6, 6): |v| v.iter().copied().fold(f64::INFINITY, f64::min);
}

cases! {
    softmax_alone: (x: [3]) -> (y: [2]) {
        y = x -> dense(4, tanh) -> activation(softmax) -> dense(2);
    } |p, x| {
        let shares = p.dense(3, 4).of(&x[0]).map(tanh).softmax();
        vec![p.dense(4, 2).of(&shares)]
    };
    dot_of_layers: (x: [3]) -> (y: [2], z: [1]) {
        z = dot(x -> dense(7, tanh), x -> dense(7));
        y = z -> dense(2);
    } |p, x| {
        let z = p.dense(3, 7).of(&x[0]).map(tanh).dot(&p.dense(3, 7).of(&x[0]));
        vec![p.dense(1, 2).of(&z), z]
    };
    dot_with_itself_and_an_input: (x: [7]) -> (y: [1]) {
        hidden = x -> dense(7, tanh);
        y = multiply(dot(hidden, hidden), dot(x, hidden));
    } |p, x| {
        let hidden = p.dense(7, 7).of(&x[0]).map(tanh);
        vec![Value::together(&[&hidden.dot(&hidden), &x[0].dot(&hidden)], |v| v[0] * v[1])]
    };

    concatenate_rows: (x: [3]) -> (y: [5]) {
        y = concatenate(x, x -> dense(4, tanh), x -> dense(2), x[1..3]) -> dense(5);
    } |p, x| {
        let (a, b) = (p.dense(3, 4).of(&x[0]).map(tanh), p.dense(3, 2).of(&x[0]));
        let all = Value::concatenate(0, &[&x[0], &a, &b, &x[0].slice(0, 1..3)]);
        vec![p.dense(11, 5).of(&all)]
    };
    concatenate_first_axis: (x: [3]) -> (y: [3, 2, 2]) {
        a = x -> dense(4, tanh) -> reshape(1, 2, 2);
        y = concatenate(a, x -> dense(8) -> reshape(2, 2, 2), axis = 0);
    } |p, x| {
        let a = p.dense(3, 4).of(&x[0]).map(tanh).reshape(&[1, 2, 2]);
        let b = p.dense(3, 8).of(&x[0]).reshape(&[2, 2, 2]);
        vec![Value::concatenate(0, &[&a, &b])]
    };
    concatenate_middle_axis: (x: [3]) -> (y: [2, 6, 2], z: [2, 1, 2]) {
        z = x -> dense(4, tanh) -> reshape(2, 1, 2);
        y = concatenate(z, x -> dense(16) -> reshape(2, 4, 2), z, axis = 1);
    } |p, x| {
        let a = p.dense(3, 4).of(&x[0]).map(tanh).reshape(&[2, 1, 2]);
        let b = p.dense(3, 16).of(&x[0]).reshape(&[2, 4, 2]);
        vec![Value::concatenate(1, &[&a, &b, &a]), a]
    };
    concatenate_last_axis_and_itself: (x: [3]) -> (y: [2]) {
        a = x -> dense(6, tanh) -> reshape(2, 3);
        y = concatenate(a, x -> dense(2) -> reshape(2, 1), a) -> square -> flatten -> dense(2);
    } |p, x| {
        let a = p.dense(3, 6).of(&x[0]).map(tanh).reshape(&[2, 3]);
        let b = p.dense(3, 2).of(&x[0]).reshape(&[2, 1]);
        let all = Value::concatenate(1, &[&a, &b, &a]).map(|z| z * z);
        vec![p.dense(14, 2).of(&all)]
    };
    concatenate_of_concatenations: (x: [3]) -> (y: [9]) {
        a = x -> dense(2, tanh);
        b = concatenate(a, x -> dense(1));
        y = concatenate(b, concatenate(b, b) -> square);
    } |p, x| {
        let a = p.dense(3, 2).of(&x[0]).map(tanh);
        let b = Value::concatenate(0, &[&a, &p.dense(3, 1).of(&x[0])]);
        let squares = Value::concatenate(0, &[&b, &b]).map(|z| z * z);
        vec![Value::concatenate(0, &[&b, &squares])]
    };

    slices_of_a_row: (x: [6]) -> (y: [3], z: [2]) {
        hidden = x[1..6] -> dense(7, tanh);
        y = subtract(hidden[0..3], hidden[2..5]);
        z = hidden[4..] -> dense(2);
    } |p, x| {
        let hidden = p.dense(5, 7).of(&x[0].slice(0, 1..6)).map(tanh);
        let y = [hidden.slice(0, 0..3), hidden.slice(0, 2..5)];
        let z = p.dense(3, 2).of(&hidden.slice(0, 4..7));
        vec![Value::together(&[&y[0], &y[1]], |v| v[0] - v[1]), z]
    };
    slices_of_each_axis: (x: [3]) -> (first: [1, 3, 4], middle: [2, 2, 4], last: [2, 3, 1], all: [1, 1, 2]) {
        grid = x -> dense(24, tanh) -> reshape(2, 3, 4);
        first = grid[1.., .., ..];
        middle = grid[.., 0..2, ..];
        last = grid[.., .., 2..3];
        all = grid[0..1, 1..2, 1..3];
    } |p, x| {
        let grid = p.dense(3, 24).of(&x[0]).map(tanh).reshape(&[2, 3, 4]);
        let all = grid.slice(0, 0..1).slice(1, 1..2).slice(2, 1..3);
        vec![grid.slice(0, 1..2), grid.slice(1, 0..2), grid.slice(2, 2..3), all]
    };
    slices_of_each_axis_before_layers: (x: [3]) -> (y: [2]) {
        grid = x -> dense(24, tanh) -> reshape(2, 3, 4);
        a = grid[1.., .., ..] -> flatten -> dense(2);
        b = grid[.., 0..2, ..] -> square -> flatten -> dense(2);
        c = grid[0..1, 1..3, 1..3] -> flatten -> dense(2);
        y = add(a, b, c);
    } |p, x| {
        let grid = p.dense(3, 24).of(&x[0]).map(tanh).reshape(&[2, 3, 4]);
        let a = p.dense(12, 2).of(&grid.slice(0, 1..2));
        let b = p.dense(16, 2).of(&grid.slice(1, 0..2).map(|z| z * z));
        let c = p.dense(4, 2).of(&grid.slice(0, 0..1).slice(1, 1..3).slice(2, 1..3));
        vec![Value::together(&[&a, &b, &c], |v| v.iter().sum())]
    };
    a_slice_of_a_slice: (x: [6]) -> (y: [2]) {
        half = x -> dense(8, tanh) -> slice(2..8) -> slice(1..5);
        y = half[1..3];
    } |p, x| {
        let hidden = p.dense(6, 8).of(&x[0]).map(tanh);
        vec![hidden.slice(0, 2..8).slice(0, 1..5).slice(0, 1..3)]
    };

    reshape_and_flatten: (x: [2, 3]) -> (y: [3, 2], z: [2]) {
        y = x -> flatten -> dense(6, tanh) -> reshape(2, 3) -> reshape(3, 2);
        z = y -> flatten -> dense(2);
    } |p, x| {
        let y = p.dense(6, 6).of(&x[0]).map(tanh).reshape(&[3, 2]);
        vec![y.clone(), p.dense(6, 2).of(&y)]
    };
    permute_two_axes: (x: [3]) -> (y: [3, 2], z: [2]) {
        y = x -> dense(6, tanh) -> reshape(2, 3) -> permute(1, 0);
        z = y -> flatten -> dense(2);
    } |p, x| {
        let y = p.dense(3, 6).of(&x[0]).map(tanh).reshape(&[2, 3]).permute(&[1, 0]);
        vec![y.clone(), p.dense(6, 2).of(&y)]
    };
    permute_three_axes: (x: [2, 3, 4]) -> (y: [4, 2, 3]) {
        grid = x -> permute(1, 2, 0) -> flatten -> dense(24, tanh) -> reshape(2, 3, 4);
        y = add(grid -> permute(2, 0, 1), grid -> reshape(4, 2, 3));
    } |p, x| {
        let grid = p.dense(24, 24).of(&x[0].permute(&[1, 2, 0])).map(tanh).reshape(&[2, 3, 4]);
        let y = [grid.permute(&[2, 0, 1]), grid.reshape(&[4, 2, 3])];
        vec![Value::together(&[&y[0], &y[1]], |v| v[0] + v[1])]
    };
}
