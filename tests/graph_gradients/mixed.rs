//! One graph with everything in it.

use crate::cases;
use crate::components::{Encoder, Gate, encoder, gate};
use crate::operations::Softsign;
use crate::reference::{Value, relu, sigmoid};

cases! {
    everything: (image: [2, 2], features: [7]) -> (main: [2], code: [3], grid: [3, 2]) {
        layer block(units) = dense(units, relu) -> dense(4, tanh);
        shared side = dense(4, sigmoid);
        shared encoder = Encoder;
        code = image -> encoder;
        turned = image -> permute(1, 0) -> encoder;
        gated = features[0..4] -> Gate;
        a = features[3..7] -> side;
        b = gated -> side;
        c = gated -> repeat(2, block(5));
        sum = add(a, b, c, c);
        apart = subtract(maximum(a, c), minimum(b, c)) -> absolute;
        product = multiply(sum, apart, average(a, b));
        roots = a -> square_root;
        logs = b -> logarithm -> scale(0.5) -> negate;
        powers = c -> exponential -> shift(-1);
        signs = apart -> activation(Softsign);
        closeness = dot(code, turned);
        grid = concatenate(code -> reshape(3, 1), turned -> square -> reshape(3, 1), axis = 1);
        all = concatenate(product, roots, logs, powers, signs, closeness, grid[1.., 0..1] -> flatten);
        main = all -> dense(5, tanh) -> activation(softmax) -> dense(2);
    } |p, x| {
        let (image, features) = (&x[0], &x[1]);
        let encoder = encoder(p);
        let gate = gate(p);
        let side = p.dense(4, 4);
        let blocks = [0, 1].map(|_| (p.dense(4, 5), p.dense(5, 4)));
        let code = encoder(image);
        let turned = encoder(&image.permute(&[1, 0]));
        let gated = gate(&features.slice(0, 0..4));
        let a = side.of(&features.slice(0, 3..7)).map(sigmoid);
        let b = side.of(&gated).map(sigmoid);
        let c = blocks.iter().fold(gated, |value, (first, last)| {
            last.of(&first.of(&value).map(relu)).map(f64::tanh)
        });
        let sum = Value::together(&[&a, &b, &c], |v| v[0] + v[1] + 2.0 * v[2]);
        let apart = Value::together(&[&a, &b, &c], |v| (v[0].max(v[2]) - v[1].min(v[2])).abs());
        let product = Value::together(&[&sum, &apart, &a, &b], |v| v[0] * v[1] * (v[2] + v[3]) / 2.0);
        let grid = [code.clone(), turned.map(|z| z * z)].map(|column| column.reshape(&[3, 1]));
        let grid = Value::concatenate(1, &grid.each_ref());
        let all = Value::concatenate(
            0,
            &[
                &product,
                &a.map(f64::sqrt),
                &b.map(|z| -0.5 * z.ln()),
                &c.map(|z| z.exp() - 1.0),
                &apart.map(|z| z / (1.0 + z.abs())),
                &code.dot(&turned),
                &grid.slice(0, 1..3).slice(1, 0..1).flatten(),
            ],
        );
        let shares = p.dense(23, 5).of(&all).map(f64::tanh).softmax();
        vec![p.dense(5, 2).of(&shares), code, grid]
    };
}
