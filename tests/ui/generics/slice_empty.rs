use burdock::prelude::*;

network! {
    struct Parts<const A: usize, const B: usize>(x: [8]) -> (y: [1]) {
        y = x -> dense(A + B) -> [A..B] -> dense(1);
    }
}

fn main() {}
