use burdock::prelude::*;

network! {
    struct Mlp<const HIDDEN: u32>(x: [8]) -> (y: [1]) {
        y = x -> dense(HIDDEN) -> dense(1);
    }
}

fn main() {}
