use burdock::prelude::*;

network! {
    pub struct Pair<const N: usize>(left: [N], right: [4]) -> (y: [1]) {
        y = concatenate(left, right) -> dense(1);
    }
}

network! {
    pub struct Whole<const N: usize>(a: [N], b: [4]) -> (y: [1]) {
        y = Pair<N>(a, b);
    }
}

fn main() {}
