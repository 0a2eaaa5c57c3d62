//! What stands in a network as one layer: another network, and a layer written by hand.

use crate::cases;
use crate::reference::{Parameters, Value, relu, sigmoid};
use burdock::initializers::Initializer;
use burdock::layers::{Layer, LayerPass};
use burdock::prelude::*;
use burdock::{network, parameters};

network! {
    /// With an activation at its end, and a value used twice.
    pub struct Encoder(image: [2, 2]) -> (code: [3]) {
        hidden = image -> flatten -> dense(5, tanh);
        code = concatenate(hidden, hidden -> square) -> dense(3, sigmoid);
    }
}

pub(crate) fn encoder<'a>(p: &mut Parameters<'a>) -> impl Fn(&Value) -> Value + use<'a> {
    let (first, last) = (p.dense(4, 5), p.dense(10, 3));
    move |image| {
        let hidden = first.of(image).map(f64::tanh);
        let squares = hidden.map(|z| z * z);
        last.of(&Value::concatenate(0, &[&hidden, &squares])).map(sigmoid)
    }
}

network! {
    /// Without an activation at its end.
    pub struct Residual(x: [4]) -> (y: [4]) {
        y = add(x, x -> dense(4, tanh));
    }
}

fn residual<'a>(p: &mut Parameters<'a>) -> impl Fn(&Value) -> Value + use<'a> {
    let dense = p.dense(4, 4);
    move |x| Value::together(&[x, &dense.of(x).map(f64::tanh)], |v| v[0] + v[1])
}

parameters! {
    /// `y = weight · x · |x|`, number by number; keeps `x · |x|`.
    pub struct Gate {
        /// One for each number.
        pub weight: [f32; 4] = Initializer::Ones,
    }
}

impl Layer for Gate {
    type Input = [f32; 4];
    type Output = [f32; 4];
    const KIND: &'static str = "Gate";
    const KEPT: usize = 4;

    fn forward(&self, _: &Compute, input: &[[f32; 4]], output: &mut [[f32; 4]], kept: &mut [f32]) {
        for ((x, y), kept) in input.iter().zip(output).zip(kept.as_chunks_mut::<4>().0) {
            for i in 0..4 {
                kept[i] = x[i] * x[i].abs();
                y[i] = self.weight[i] * kept[i];
            }
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, kept, delta, gradient, below, .. } = pass;
        for (kept, delta) in kept.as_chunks::<4>().0.iter().zip(delta) {
            for i in 0..4 {
                gradient.weight[i] += delta[i] * kept[i];
            }
        }
        for ((below, delta), x) in below.into_iter().flatten().zip(delta).zip(input) {
            for i in 0..4 {
                below[i] = delta[i] * self.weight[i] * 2.0 * x[i].abs();
            }
        }
    }
}

pub(crate) fn gate<'a>(p: &mut Parameters<'a>) -> impl Fn(&Value) -> Value + use<'a> {
    let weight = p.take(4);
    move |x| {
        let numbers = x.numbers.iter().zip(weight).map(|(x, weight)| weight * x * x.abs());
        Value::new(&[4], numbers.collect())
    }
}

cases! {
    a_network_as_a_layer: (image: [2, 2]) -> (y: [2]) {
        y = image -> Encoder -> dense(2);
    } |p, x| {
        let code = encoder(p)(&x[0]);
        vec![p.dense(3, 2).of(&code)]
    };
    a_network_in_the_middle: (x: [3]) -> (y: [2], code: [3]) {
        code = x -> dense(4, tanh) -> reshape(2, 2) -> Encoder;
        y = code -> dense(2, relu);
    } |p, x| {
        let code = p.dense(3, 4).of(&x[0]).map(f64::tanh);
        let code = encoder(p)(&code);
        vec![p.dense(3, 2).of(&code).map(relu), code]
    };
    a_network_at_the_end: (x: [3]) -> (y: [3]) {
        y = x -> dense(4) -> reshape(2, 2) -> Encoder;
    } |p, x| {
        let grid = p.dense(3, 4).of(&x[0]);
        vec![encoder(p)(&grid)]
    };
    networks_with_parameters_of_their_own: (x: [4]) -> (y: [4]) {
        y = x -> dense(4) -> repeat(3, Residual);
    } |p, x| {
        let mut value = p.dense(4, 4).of(&x[0]);
        for _ in 0..3 {
            value = residual(p)(&value);
        }
        vec![value]
    };
    a_shared_network: (left: [2, 2], right: [2, 2]) -> (same: [1]) {
        shared encoder = Encoder;
        same = subtract(left -> encoder, right -> encoder) -> absolute -> dense(1, sigmoid);
    } |p, x| {
        let encoder = encoder(p);
        let apart = Value::together(&[&encoder(&x[0]), &encoder(&x[1])], |v| (v[0] - v[1]).abs());
        vec![p.dense(3, 1).of(&apart).map(sigmoid)]
    };
    a_network_as_a_loop: (x: [4]) -> (y: [4]) {
        shared block = Residual;
        y = x -> dense(4) -> repeat(3, block);
    } |p, x| {
        let value = p.dense(4, 4).of(&x[0]);
        let block = residual(p);
        vec![block(&block(&block(&value)))]
    };
    a_layer_by_hand: (x: [4]) -> (y: [2]) {
        y = x -> Gate -> dense(4, tanh) -> Gate -> dense(2);
    } |p, x| {
        let first = gate(p)(&x[0]);
        let hidden = p.dense(4, 4).of(&first).map(f64::tanh);
        let second = gate(p)(&hidden);
        vec![p.dense(4, 2).of(&second)]
    };
    a_layer_by_hand_at_the_end: (x: [3]) -> (y: [4]) {
        y = x -> dense(4) -> Gate;
    } |p, x| {
        let hidden = p.dense(3, 4).of(&x[0]);
        vec![gate(p)(&hidden)]
    };
    a_shared_layer_by_hand: (x: [4]) -> (y: [4]) {
        shared gate = Gate;
        hidden = x -> gate -> dense(4);
        y = multiply(hidden, hidden -> gate, x -> gate);
    } |p, x| {
        let gate = gate(p);
        let hidden = p.dense(4, 4).of(&gate(&x[0]));
        vec![Value::together(&[&hidden, &gate(&hidden), &gate(&x[0])], |v| v.iter().product())]
    };
    a_part_of_a_value_by_hand: (x: [9]) -> (y: [4]) {
        hidden = x -> dense(9, tanh);
        y = add(hidden[1..5] -> Gate, hidden[5..9] -> Gate, x[2..6] -> Gate);
    } |p, x| {
        let hidden = p.dense(9, 9).of(&x[0]).map(f64::tanh);
        let parts = [hidden.slice(0, 1..5), hidden.slice(0, 5..9), x[0].slice(0, 2..6)];
        let gates = parts.map(|part| gate(p)(&part));
        vec![Value::together(&gates.each_ref(), |v| v.iter().sum())]
    };
    layers_by_hand_side_by_side: (x: [4]) -> (y: [8]) {
        y = concatenate(x -> dense(4) -> Gate, x -> dense(4) -> Gate);
    } |p, x| {
        let one = p.dense(4, 4).of(&x[0]);
        let one = gate(p)(&one);
        let other = p.dense(4, 4).of(&x[0]);
        let other = gate(p)(&other);
        vec![Value::concatenate(0, &[&one, &other])]
    };
}
