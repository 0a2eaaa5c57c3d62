use burdock::prelude::*;

network! {
    struct Mlp<const X: usize>(X: [8]) -> (y: [1]) {
        y = X -> dense(X) -> dense(1);
    }
}

fn main() {}
