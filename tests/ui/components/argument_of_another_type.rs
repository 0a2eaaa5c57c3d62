use burdock::initializers::Initializer;
use burdock::layers::{Layer, LayerPass, NonTrainable};
use burdock::parameters;
use burdock::prelude::*;

const HALF: f64 = 0.5;

parameters! {
    pub struct Scaled {
        factor: NonTrainable<f32> = Initializer::Ones,
        shift: f32,
    }
}

impl Layer for Scaled {
    type Input = [f32; 5];
    type Output = [f32; 5];
    const KIND: &'static str = "Scaled";

    fn forward(&self, _: &Compute, _: &[[f32; 5]], _: &mut [[f32; 5]], _: &mut [f32]) {}
    fn backward(&self, _: &Compute, _: LayerPass<'_, Self>) {}
}

network! {
    pub struct Net(x: [5]) -> (y: [1]) {
        y = x -> Scaled(factor = HALF) -> dense(1);
    }
}

fn main() {}
