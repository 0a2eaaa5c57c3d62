use burdock::prelude::*;

network! {
    pub struct Encoder<const N: usize>(x: [5]) -> (mean: [N], spread: [2]) {
        mean = x -> dense(N);
        spread = x -> dense(2, softplus);
    }
}

network! {
    pub struct Whole<const N: usize>(x: [5]) -> (y: [1]) {
        encoded = x -> Encoder<N>;
        y = encoded.mean -> dense(1);
    }
}

fn main() {}
