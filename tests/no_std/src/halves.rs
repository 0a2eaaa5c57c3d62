//! The digits once more, as a graph: the image in two halves, and the hidden layer by hand.

use thistle::layers::{Layer, LayerPass};
use thistle::parameters;
use thistle::prelude::*;

parameters! {
    /// A dense layer, written by hand.
    pub struct Hidden {
        weight: [[f32; 32]; 64],
        bias: [f32; 32],
    }
}

impl Layer for Hidden {
    type Input = [f32; 64];
    type Output = [f32; 32];
    const KIND: &'static str = "Hidden";

    fn forward(&self, _: &Compute, input: &[[f32; 64]], output: &mut [[f32; 32]], _: &mut [f32]) {
        for (x, y) in input.iter().zip(output) {
            *y = self.bias;
            for (x, weight) in x.iter().zip(&self.weight) {
                for (y, weight) in y.iter_mut().zip(weight) {
                    *y += x * weight;
                }
            }
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        for (x, delta) in pass.input.iter().zip(pass.delta) {
            for (unit, delta) in delta.iter().enumerate() {
                pass.gradient.bias[unit] += delta;
                for (x, weight) in x.iter().zip(&mut pass.gradient.weight) {
                    weight[unit] += x * delta;
                }
            }
        }
    }
}

network! {
    /// Tells handwritten digits apart, as `Digits` does.
    #[weights("models/digits.safetensors")]
    pub struct Halves(image: [8, 8]) -> (digit: [10]) {
        top = image[0..4, ..];
        whole = concatenate(top, image[4..8, ..], axis = 0);
        digit = whole -> flatten -> hidden: Hidden -> activation(relu) -> dense(10, softmax);
    }
}
