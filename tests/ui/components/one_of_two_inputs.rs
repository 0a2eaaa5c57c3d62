use burdock::prelude::*;

network! {
    pub struct Pair(left: [3], right: [4]) -> (y: [1]) {
        y = concatenate(left, right) -> dense(1);
    }
}

network! {
    pub struct Whole(x: [7]) -> (y: [1]) {
        y = x -> Pair -> dense(1);
    }
}

fn main() {}
