use burdock::prelude::*;

network! {
    pub struct Pairs(a: [5], b: [5], c: [4]) -> (y: [1]) {
        shared pair = |x, y| concatenate(x, y) -> dense(3);
        y = add(pair(a, b), pair(a, c)) -> dense(1);
    }
}

fn main() {}
