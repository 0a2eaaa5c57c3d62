use burdock::prelude::*;

network! {
    struct Siamese<const A: usize, const B: usize>(left: [A], right: [B]) -> (y: [1]) {
        shared encoder = dense(4);
        y = subtract(left -> encoder, right -> encoder) -> dense(1);
    }
}

fn main() {}
