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
    struct Declared<const H: usize>(x: [H, H]) -> (y: [H]) {
        y = x -> Square<H>;
    }
}

network! {
    struct Dense<const H: usize>(x: [H, H]) -> (y: [1]) {
        y = x -> Square<H> -> dense(1);
    }
}

network! {
    struct Merged<const H: usize>(x: [H, H], z: [H, 2]) -> (y: [H, 2]) {
        y = add(z, x -> Square<H>);
    }
}

fn main() {}
