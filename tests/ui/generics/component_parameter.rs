use burdock::layers::{Layer, LayerPass};
use burdock::parameters;
use burdock::prelude::*;

parameters! {
    struct Gate<const N: usize> {
        weight: [f32; N],
    }
}

impl<const N: usize> Layer for Gate<N> {
    type Input = [f32; N];
    type Output = [f32; N];
    const KIND: &'static str = "Gate";

    fn forward(&self, _: &Compute, _: &[[f32; N]], _: &mut [[f32; N]], _: &mut [f32]) {}

    fn backward(&self, _: &Compute, _: LayerPass<'_, Self>) {}
}

network! {
    struct Gated<const H: usize>(x: [H]) -> (y: [1]) {
        y = x -> Gate<H>(wieght = 0.5) -> dense(1);
    }
}

fn main() {
    Gated::<3>::new(Seed(1));
}
