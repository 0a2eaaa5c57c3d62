//! A graph with operations of all kinds, another network, and a layer by hand.

use burdock::initializers::Initializer;
use burdock::layers::{Function, Layer, LayerPass};
use burdock::parameters;
use burdock::prelude::*;

network! {
    pub struct Encoder(image: [2, 2]) -> (code: [3]) {
        hidden = image -> flatten -> dense(5, tanh);
        code = concatenate(hidden, hidden -> square) -> dense(3, sigmoid);
    }
}

parameters! {
    /// Multiplies each of four numbers by a weight.
    pub struct Gate {
        /// One for each number.
        pub weight: [f32; 4] = Initializer::Ones,
    }
}

impl Layer for Gate {
    type Input = [f32; 4];
    type Output = [f32; 4];
    const KIND: &'static str = "Gate";

    fn forward(&self, _: &Compute, input: &[[f32; 4]], output: &mut [[f32; 4]], _: &mut [f32]) {
        for (x, y) in input.iter().zip(output) {
            for i in 0..4 {
                y[i] = self.weight[i] * x[i];
            }
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, delta, gradient, below, .. } = pass;
        for (x, delta) in input.iter().zip(delta) {
            for i in 0..4 {
                gradient.weight[i] += delta[i] * x[i];
            }
        }
        for (below, delta) in below.into_iter().flatten().zip(delta) {
            for i in 0..4 {
                below[i] = delta[i] * self.weight[i];
            }
        }
    }
}

/// `x / (1 + |x|)`
pub struct Softsign;

impl Function for Softsign {
    fn value(x: f32) -> f32 {
        x / (1.0 + x.abs())
    }

    fn slope(x: f32, _y: f32) -> f32 {
        1.0 / ((1.0 + x.abs()) * (1.0 + x.abs()))
    }
}

network! {
    pub struct Everything(image: [2, 2], features: [7]) -> (main: [2], code: [3]) {
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
    }
}
