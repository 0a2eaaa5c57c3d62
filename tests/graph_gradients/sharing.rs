//! Values that are used more than once, blocks, and layers that are applied more than once.

use crate::cases;
use crate::reference::{Value, relu, sigmoid};

cases! {
    a_residual: (x: [3]) -> (y: [3]) {
        y = add(x, x -> dense(4, tanh) -> dense(3)) -> dense(3);
    } |p, x| {
        let hidden = p.dense(3, 4).of(&x[0]).map(f64::tanh);
        let hidden = p.dense(4, 3).of(&hidden);
        vec![p.dense(3, 3).of(&Value::together(&[&x[0], &hidden], |v| v[0] + v[1]))]
    };
    a_value_used_five_times: (x: [3]) -> (y: [4], z: [4]) {
        a = x -> dense(4, sigmoid);
        b = add(a, a -> dense(4, tanh));
        z = multiply(a, b);
        y = subtract(average(a, b, z), a -> dense(4));
    } |p, x| {
        let a = p.dense(3, 4).of(&x[0]).map(sigmoid);
        let b = p.dense(4, 4).of(&a).map(f64::tanh);
        let b = Value::together(&[&a, &b], |v| v[0] + v[1]);
        let z = Value::together(&[&a, &b], |v| v[0] * v[1]);
        let last = p.dense(4, 4).of(&a);
        let y = Value::together(&[&a, &b, &z, &last], |v| (v[0] + v[1] + v[2]) / 3.0 - v[3]);
        vec![y, z]
    };
    heads_of_which_each_is_used_further: (x: [3]) -> (first: [4], second: [4], third: [2]) {
        first = x -> dense(4, sigmoid);
        second = first -> dense(4);
        third = add(first, second) -> dense(2, tanh);
    } |p, x| {
        let first = p.dense(3, 4).of(&x[0]).map(sigmoid);
        let second = p.dense(4, 4).of(&first);
        let sum = Value::together(&[&first, &second], |v| v[0] + v[1]);
        let third = p.dense(4, 2).of(&sum).map(f64::tanh);
        vec![first, second, third]
    };
    heads_with_softmax: (x: [3]) -> (shares: [4], y: [2]) {
        shares = x -> dense(4, softmax);
        y = shares -> dense(2);
    } |p, x| {
        let shares = p.dense(3, 4).of(&x[0]).softmax();
        vec![shares.clone(), p.dense(4, 2).of(&shares)]
    };
    one_value_as_two_heads: (x: [3]) -> (one: [4], other: [2, 2]) {
        one = x -> dense(4, tanh);
        other = one -> reshape(2, 2);
    } |p, x| {
        let one = p.dense(3, 4).of(&x[0]).map(f64::tanh);
        vec![one.clone(), one.reshape(&[2, 2])]
    };
    blocks: (x: [3]) -> (y: [2]) {
        layer block(units, function) = dense(units, function) -> dense(units * 2) -> square;
        y = x -> block(2, tanh) -> block(3, relu) -> dense(2);
    } |p, x| {
        let square = |z: f64| z * z;
        let first = p.dense(3, 2).of(&x[0]).map(f64::tanh);
        let first = p.dense(2, 4).of(&first).map(square);
        let second = p.dense(4, 3).of(&first).map(relu);
        let second = p.dense(3, 6).of(&second).map(square);
        vec![p.dense(6, 2).of(&second)]
    };
    a_block_repeated: (x: [3]) -> (y: [4]) {
        layer block = dense(4, tanh) -> dense(4, sigmoid);
        y = x -> dense(4) -> repeat(3, block);
    } |p, x| {
        let mut value = p.dense(3, 4).of(&x[0]);
        for _ in 0..3 {
            value = p.dense(4, 4).of(&value).map(f64::tanh);
            value = p.dense(4, 4).of(&value).map(sigmoid);
        }
        vec![value]
    };
    a_layer_applied_twice: (left: [3], right: [3]) -> (y: [4], z: [2]) {
        shared encoder = dense(4, tanh);
        y = subtract(left -> encoder, right -> encoder);
        z = y -> dense(2);
    } |p, x| {
        let encoder = p.dense(3, 4);
        let sides = [&x[0], &x[1]].map(|side| encoder.of(side).map(f64::tanh));
        let y = Value::together(&sides.each_ref(), |v| v[0] - v[1]);
        vec![y.clone(), p.dense(4, 2).of(&y)]
    };
    a_layer_applied_to_its_own_output: (x: [4]) -> (y: [4]) {
        shared turn = dense(4, tanh);
        y = x -> dense(4) -> repeat(4, turn);
    } |p, x| {
        let value = p.dense(4, 4).of(&x[0]);
        let turn = p.dense(4, 4);
        vec![(0..4).fold(value, |value, _| turn.of(&value).map(f64::tanh))]
    };
    a_layer_shared_between_heads: (x: [3]) -> (one: [2], other: [2]) {
        shared last = dense(2, sigmoid);
        hidden = x -> dense(4, relu);
        one = hidden -> last;
        other = hidden -> dense(4) -> last;
    } |p, x| {
        let hidden = p.dense(3, 4).of(&x[0]).map(relu);
        let last = p.dense(4, 2);
        let one = last.of(&hidden).map(sigmoid);
        vec![one, last.of(&p.dense(4, 4).of(&hidden)).map(sigmoid)]
    };
    a_chain_shared: (a: [3], b: [3], c: [3]) -> (y: [2]) {
        shared tower = dense(4, relu) -> square -> code: dense(2);
        y = multiply(a -> tower, b -> tower, c -> tower);
    } |p, x| {
        let (first, code) = (p.dense(3, 4), p.dense(4, 2));
        let tower = |x: &Value| code.of(&first.of(x).map(relu).map(|z| z * z));
        let towers = [tower(&x[0]), tower(&x[1]), tower(&x[2])];
        vec![Value::together(&towers.each_ref(), |v| v.iter().product())]
    };
    a_layer_applied_to_parts: (x: [7]) -> (y: [6]) {
        shared piece = dense(2, tanh);
        hidden = x -> dense(7);
        y = concatenate(hidden[0..3] -> piece, hidden[2..5] -> piece, x[4..7] -> piece);
    } |p, x| {
        let hidden = p.dense(7, 7).of(&x[0]);
        let piece = p.dense(3, 2);
        let parts = [hidden.slice(0, 0..3), hidden.slice(0, 2..5), x[0].slice(0, 4..7)];
        let pieces = parts.map(|part| piece.of(&part).map(f64::tanh));
        vec![Value::concatenate(0, &pieces.each_ref())]
    };
    a_residual_block_repeated: (x: [3]) -> (y: [2]) {
        layer residual(units) = |x| {
            inner = x -> dense(units, tanh) -> dense(4);
            add(x, inner) -> activation(sigmoid)
        };
        y = x -> dense(4) -> repeat(2, residual(5)) -> dense(2);
    } |p, x| {
        let mut value = p.dense(3, 4).of(&x[0]);
        for _ in 0..2 {
            let inner = p.dense(4, 5).of(&value).map(f64::tanh);
            let inner = p.dense(5, 4).of(&inner);
            value = Value::together(&[&value, &inner], |v| v[0] + v[1]).map(sigmoid);
        }
        vec![p.dense(4, 2).of(&value)]
    };
    a_block_of_two_values_shared: (a: [3], b: [3], c: [3]) -> (y: [2]) {
        shared near = |one, other| {
            product = multiply(one, other);
            concatenate(subtract(one, other), product) -> dense(4, tanh) -> dense(2)
        };
        y = add(near(a, b), near(b -> square, c));
    } |p, x| {
        let (first, last) = (p.dense(6, 4), p.dense(4, 2));
        let near = |one: &Value, other: &Value| {
            let parts = [|v: &[f64]| v[0] - v[1], |v: &[f64]| v[0] * v[1]];
            let parts = parts.map(|part| Value::together(&[one, other], part));
            last.of(&first.of(&Value::concatenate(0, &parts.each_ref())).map(f64::tanh))
        };
        let near = [near(&x[0], &x[1]), near(&x[1].map(|z| z * z), &x[2])];
        vec![Value::together(&near.each_ref(), |v| v[0] + v[1])]
    };
}
