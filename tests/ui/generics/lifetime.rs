use burdock::prelude::*;

network! {
    struct Mlp<'a>(x: [8]) -> (y: [1]) {
        y = x -> dense(1);
    }
}

fn main() {}
