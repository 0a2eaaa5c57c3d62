use burdock::prelude::*;

network! {
    pub struct Pair(left: [8], right: [8]) -> (first: [1], second: [1]) {
        first = left -> dense(1);
        second = right -> dense(1);
    }
}

fn main() {}
