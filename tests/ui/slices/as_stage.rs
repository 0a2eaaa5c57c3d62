use burdock::prelude::*;

network! {
    pub struct Features(features: [8]) -> (price: [1]) {
        price = features -> hidden: dense(5) -> [2..6] -> dense(1);
    }
}

fn main() {}
