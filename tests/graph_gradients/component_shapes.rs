//! Networks and layers written by hand whose outputs have several axes: what follows sees them.

use crate::cases;
use crate::reference::{Parameters, Value, relu};
use burdock::initializers::Initializer;
use burdock::layers::{Layer, LayerPass};
use burdock::prelude::*;
use burdock::{network, parameters};

parameters! {
    /// `y = weight · x`, number by number.
    pub struct Weigh<const ROWS: usize, const COLUMNS: usize> {
        /// One for each number.
        pub weight: [[f32; COLUMNS]; ROWS] = Initializer::Ones,
    }
}

impl<const ROWS: usize, const COLUMNS: usize> Layer for Weigh<ROWS, COLUMNS> {
    type Input = [[f32; COLUMNS]; ROWS];
    type Output = [[f32; COLUMNS]; ROWS];
    const KIND: &'static str = "Weigh";

    fn forward(
        &self,
        _: &Compute,
        input: &[Self::Input],
        output: &mut [Self::Output],
        _: &mut [f32],
    ) {
        for (x, y) in input.iter().zip(output) {
            for row in 0..ROWS {
                for column in 0..COLUMNS {
                    y[row][column] = self.weight[row][column] * x[row][column];
                }
            }
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, delta, gradient, below, .. } = pass;
        let mut below = below.map(|below| below.iter_mut());
        for (x, delta) in input.iter().zip(delta) {
            let mut below = below.as_mut().and_then(Iterator::next);
            for row in 0..ROWS {
                for column in 0..COLUMNS {
                    gradient.weight[row][column] += delta[row][column] * x[row][column];
                    if let Some(below) = &mut below {
                        below[row][column] = delta[row][column] * self.weight[row][column];
                    }
                }
            }
        }
    }
}

fn weigh<'a>(p: &mut Parameters<'a>) -> impl Fn(&Value) -> Value + use<'a> {
    let taken = p.take(6);
    move |x| {
        let numbers = x.numbers.iter().zip(taken).map(|(x, weight)| x * weight);
        Value::new(&x.shape, numbers.collect())
    }
}

network! {
    /// With two axes at both ends, the second time the other way round.
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> flatten -> dense(6, tanh) -> reshape(3, 2);
    }
}

fn turn<'a>(p: &mut Parameters<'a>) -> impl Fn(&Value) -> Value + use<'a> {
    let dense = p.dense(6, 6);
    move |x| dense.of(x).map(f64::tanh).reshape(&[3, 2])
}

network! {
    /// Two outputs, one of them with two axes.
    pub struct Both(x: [2, 3]) -> (grid: [2, 3], row: [2]) {
        hidden = x -> flatten -> dense(6, sigmoid);
        grid = hidden -> reshape(2, 3);
        row = hidden -> dense(2);
    }
}

fn both<'a>(p: &mut Parameters<'a>) -> impl Fn(&Value) -> (Value, Value) + use<'a> {
    let (hidden, row) = (p.dense(6, 6), p.dense(6, 2));
    move |x| {
        let hidden = hidden.of(x).map(crate::reference::sigmoid);
        (hidden.reshape(&[2, 3]), row.of(&hidden))
    }
}

cases! {
    a_layer_gives_the_output: (x: [2, 3]) -> (y: [2, 3]) {
        y = x -> Weigh<2, 3>;
    } |p, x| vec![weigh(p)(&x[0])];
    a_network_gives_the_output: (x: [2, 3]) -> (y: [3, 2]) {
        y = x -> Turn;
    } |p, x| vec![turn(p)(&x[0])];
    an_activation_keeps_the_shape: (x: [2, 3]) -> (y: [3, 2]) {
        y = x -> Turn -> shift(0.1) -> activation(relu) -> negate;
    } |p, x| vec![turn(p)(&x[0]).map(|z| -relu(z + 0.1))];
    merges_take_the_shape: (x: [2, 3]) -> (y: [2, 3], z: [2, 3]) {
        y = add(x, x -> Weigh<2, 3>);
        z = multiply(x -> square -> Weigh<2, 3>, x -> Weigh<2, 3> -> activation(tanh), x);
    } |p, x| {
        let weighed = weigh(p)(&x[0]);
        let square = weigh(p)(&x[0].map(|x| x * x));
        let tanh = weigh(p)(&x[0]).map(f64::tanh);
        vec![
            Value::together(&[&x[0], &weighed], |v| v[0] + v[1]),
            Value::together(&[&square, &tanh, &x[0]], |v| v[0] * v[1] * v[2]),
        ]
    };
    what_two_components_give_is_merged: (x: [2, 3]) -> (y: [3, 2]) {
        y = subtract(x -> Turn, x -> permute(1, 0) -> Weigh<3, 2>);
    } |p, x| {
        let turned = turn(p)(&x[0]);
        let weighed = weigh(p)(&x[0].permute(&[1, 0]));
        vec![Value::together(&[&turned, &weighed], |v| v[0] - v[1])]
    };
    axes_are_exchanged: (x: [2, 3]) -> (y: [2, 3]) {
        y = x -> Turn -> permute(1, 0);
    } |p, x| vec![turn(p)(&x[0]).permute(&[1, 0])];
    axes_are_cut: (x: [2, 3]) -> (y: [2, 1], z: [2]) {
        turned = x -> Turn;
        y = turned[1.., ..1] -> activation(tanh);
        z = turned[0..1, ..] -> flatten -> dense(2);
    } |p, x| {
        let turned = turn(p)(&x[0]);
        let row = turned.slice(0, 0..1).flatten();
        vec![
            turned.slice(0, 1..3).slice(1, 0..1).map(f64::tanh),
            p.dense(2, 2).of(&row),
        ]
    };
    values_are_joined_along_an_axis: (x: [2, 3]) -> (y: [2, 6], z: [4, 3]) {
        weighed = x -> Weigh<2, 3>;
        y = concatenate(weighed, x) -> shift(1.0);
        z = concatenate(x, weighed, axis = 0) -> square;
    } |p, x| {
        let weighed = weigh(p)(&x[0]);
        vec![
            Value::concatenate(1, &[&weighed, &x[0]]).map(|x| x + 1.0),
            Value::concatenate(0, &[&x[0], &weighed]).map(|x| x * x),
        ]
    };
    dimensions_that_are_named_serve_others: (x: [2, 3]) -> (y: [3, 4]) {
        y = concatenate(x -> Turn -> reshape(3, 2), x -> Turn);
    } |p, x| {
        let (one, other) = (turn(p)(&x[0]), turn(p)(&x[0]));
        vec![Value::concatenate(1, &[&one, &other])]
    };
    all_numbers_stand_in_a_row: (x: [2, 3]) -> (y: [2], z: [6]) {
        turned = x -> Turn;
        y = turned -> flatten -> dense(2);
        z = turned -> reshape(6);
    } |p, x| {
        let turned = turn(p)(&x[0]);
        vec![p.dense(6, 2).of(&turned), turned.flatten()]
    };
    a_component_takes_what_another_gives: (x: [2, 3]) -> (y: [3, 2]) {
        y = x -> Turn -> activation(relu) -> Weigh<3, 2> -> Weigh<3, 2>;
    } |p, x| {
        let turned = turn(p)(&x[0]).map(relu);
        let first = weigh(p)(&turned);
        vec![weigh(p)(&first)]
    };
    one_of_several_outputs_has_its_shape: (x: [2, 3]) -> (y: [2, 3], z: [3, 2], w: [2, 5]) {
        both = x -> Both;
        y = both.grid;
        z = both.grid -> Turn;
        w = concatenate(both.grid, both.row -> dense(4) -> reshape(2, 2));
    } |p, x| {
        let (grid, row) = both(p)(&x[0]);
        let turned = turn(p)(&grid);
        let square = p.dense(2, 4).of(&row).reshape(&[2, 2]);
        vec![grid.clone(), turned, Value::concatenate(1, &[&grid, &square])]
    };
    a_shared_component_keeps_its_shape: (left: [2, 3], right: [2, 3]) -> (y: [2, 3]) {
        shared weigh = Weigh<2, 3>;
        y = maximum(left -> weigh, right -> weigh -> weigh);
    } |p, x| {
        let weigh = weigh(p);
        let twice = weigh(&weigh(&x[1]));
        vec![Value::together(&[&weigh(&x[0]), &twice], |v| v[0].max(v[1]))]
    };
    a_shared_layer_takes_what_components_give: (x: [2, 3]) -> (y: [2]) {
        shared last = flatten -> dense(2);
        y = add(x -> Weigh<2, 3> -> last, x -> last);
    } |p, x| {
        let weighed = weigh(p)(&x[0]);
        let last = p.dense(6, 2);
        vec![Value::together(&[&last.of(&weighed), &last.of(&x[0])], |v| v[0] + v[1])]
    };
}
