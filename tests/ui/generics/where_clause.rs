use burdock::prelude::*;

network! {
    struct Mlp<const HIDDEN: usize> where [f32; HIDDEN]: Default (x: [8]) -> (y: [1]) {
        y = x -> dense(HIDDEN) -> dense(1);
    }
}

fn main() {}
