use burdock::prelude::*;

network! {
    struct Mlp<const HIDDEN: usize>(x: [8]) -> (y: [10]) {
        y = x -> dense(HIDDEN, relu);
    }
}

fn main() {}
