use burdock::layers::{Layer, LayerPass};
use burdock::parameters;
use burdock::prelude::*;

parameters! {
    struct Square<const N: usize> {
        weight: [[f32; N]; N],
    }
}

impl<const N: usize> Layer for Square<N> {
    type Input = [[f32; N]; N];
    type Output = [[f32; N]; N];
    const KIND: &'static str = "Square";

    fn forward(&self, _: &Compute, _: &[Self::Input], _: &mut [Self::Output], _: &mut [f32]) {}

    fn backward(&self, _: &Compute, _: LayerPass<'_, Self>) {}
}

network! {
    struct Encoder(x: [4]) -> (code: [3]) {
        code = x -> dense(3);
    }
}

network! {
    struct Permuted<const H: usize>(x: [H, H]) -> (y: [H, H]) {
        y = x -> Square<H> -> permute(1, 0);
    }
}

network! {
    struct Cut<const H: usize>(x: [H, H]) -> (y: [H]) {
        squared = x -> Square<H>;
        y = squared[.., 0..1] -> flatten;
    }
}

network! {
    struct Unproven<const H: usize>(x: [4], z: [H]) -> (y: [H], code: [H]) {
        y = add(z, x -> Encoder);
        code = x -> Encoder;
    }
}

fn main() {}
