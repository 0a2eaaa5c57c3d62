use burdock::prelude::*;

network! {
    struct Mlp<const hidden: usize>(x: [8]) -> (y: [1]) {
        y = x -> dense(hidden) -> dense(1);
    }
}

fn main() {}
