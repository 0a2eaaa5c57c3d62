use burdock::prelude::*;

network! {
    pub struct Features(features: [8]) -> (price: [1]) {
        price = features[0..4, ..] -> dense(1);
    }
}

fn main() {}
