use burdock::prelude::*;

network! {
    pub struct Pair(left: [3], right: [2, 2]) -> (y: [1]) {
        y = concatenate(left, right -> flatten) -> dense(1);
    }
}

network! {
    pub struct Whole(a: [3], b: [4]) -> (y: [1]) {
        both = concatenate(a, b);
        y = Pair(a, b -> reshape(2, 2), both);
    }
}

fn main() {}
