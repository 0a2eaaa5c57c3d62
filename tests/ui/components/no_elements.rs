use burdock::layers::{Layer, LayerPass};
use burdock::parameters;
use burdock::prelude::*;

parameters! {
    struct Drain {}
}

impl Layer for Drain {
    type Input = [f32; 3];
    type Output = [f32; 0];
    const KIND: &'static str = "Drain";

    fn forward(&self, _: &Compute, _: &[[f32; 3]], _: &mut [[f32; 0]], _: &mut [f32]) {}

    fn backward(&self, _: &Compute, _: LayerPass<'_, Self>) {}
}

network! {
    struct Drained(x: [3]) -> (y: [1]) {
        rest = x -> Drain;
        y = concatenate(x, rest) -> dense(1);
    }
}

fn main() {}
