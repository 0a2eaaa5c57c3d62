use burdock::prelude::*;

const BEGIN: usize = 4;

network! {
    pub struct Features(features: [8]) -> (price: [1]) {
        price = features[BEGIN..3] -> dense(1);
    }
}

fn main() {}
