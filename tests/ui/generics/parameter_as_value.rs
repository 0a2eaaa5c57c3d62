use burdock::prelude::*;

network! {
    struct Mlp<const HIDDEN: usize>(x: [8]) -> (y: [1]) {
        z = HIDDEN -> dense(8);
        y = add(x, z) -> dense(1);
    }
}

fn main() {}
