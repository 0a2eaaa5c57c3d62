use burdock::layers::{Layer, LayerPass};
use burdock::parameters;
use burdock::prelude::*;

const HIDDEN: usize = 32;

network! {
    #[weights("../../../../tests/no_std/models/digits.safetensors")]
    pub struct Digits(image: [8, 8]) -> (digit: [10]) {
        digit = image -> flatten -> hidden: dense(HIDDEN, relu) -> dense(10, softmax);
    }
}

parameters! {
    /// The hidden layer, written by hand.
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

    fn backward(&self, _: &Compute, _: LayerPass<'_, Self>) {
        unimplemented!("nobody trains it")
    }
}

network! {
    /// The same network, one of its layers a component.
    #[weights("../../../../tests/no_std/models/digits.safetensors")]
    pub struct ByHand(image: [8, 8]) -> (digit: [10]) {
        digit = image -> flatten -> hidden: Hidden -> activation(relu) -> dense(10, softmax);
    }
}

fn main() {
    let image = [[0.5; 8]; 8];
    let (one, other) = (Digits::embedded().predict(&image), ByHand::embedded().predict(&image));
    for (one, other) in one.iter().zip(&other) {
        assert!((one - other).abs() < 1e-6);
    }
}
