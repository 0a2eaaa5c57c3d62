use burdock::prelude::*;

const SIDE: usize = 0;

network! {
    struct Mlp<const HIDDEN: usize>(x: [8]) -> (y: [1]) {
        y = x -> dense(SIDE * HIDDEN) -> dense(1);
    }
}

fn main() {}
