use burdock::prelude::*;

network! {
    pub struct Encoder(features: [5]) -> (code: [3]) {
        code = features -> dense(3);
    }
}

network! {
    pub struct Siamese(left: [5], right: [6]) -> (same: [1]) {
        shared encoder = Encoder;
        same = subtract(left -> encoder, right -> encoder) -> dense(1);
    }
}

fn main() {}
