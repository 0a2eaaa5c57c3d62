use burdock::prelude::*;

network! {
    pub struct Features(features: [8]) -> (price: [1]) {
        price = features[5..2] -> dense(1);
    }
}

fn main() {}
