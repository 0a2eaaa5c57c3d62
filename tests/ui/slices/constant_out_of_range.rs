use burdock::prelude::*;

const END: usize = 9;

network! {
    pub struct Features(features: [8]) -> (price: [1]) {
        price = features[0..END] -> dense(1);
    }
}

fn main() {}
