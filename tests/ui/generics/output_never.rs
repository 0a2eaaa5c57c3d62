use burdock::prelude::*;

network! {
    struct Mlp<const HIDDEN: usize>(x: [HIDDEN]) -> (y: [HIDDEN]) {
        y = concatenate(x, x -> dense(2));
    }
}

fn main() {}
