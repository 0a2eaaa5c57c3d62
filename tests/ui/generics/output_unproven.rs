use burdock::prelude::*;

network! {
    struct Mlp<const HIDDEN: usize, const CLASSES: usize>(x: [8]) -> (y: [CLASSES]) {
        y = x -> hidden: dense(HIDDEN, relu) -> dense(HIDDEN);
    }
}

fn main() {}
