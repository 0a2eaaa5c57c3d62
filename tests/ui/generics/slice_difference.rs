use burdock::prelude::*;

network! {
    struct Parts<const A: usize>(x: [8]) -> (y: [1]) {
        y = x -> dense(2 * A) -> [1..] -> dense(1);
    }
}

fn main() {}
