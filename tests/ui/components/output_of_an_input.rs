use burdock::prelude::*;

network! {
    pub struct Encoder(x: [5]) -> (mean: [3], spread: [2]) {
        mean = x -> dense(3);
        spread = x -> dense(2, softplus);
    }
}

network! {
    pub struct Whole(x: [5]) -> (y: [1]) {
        y = x.mean -> dense(1);
    }
}

fn main() {}
