use burdock::prelude::*;

network! {
    struct Joined<const A: usize, const B: usize>(left: [A, 4], right: [B, 4]) -> (y: [1]) {
        y = concatenate(left, right, axis = 1) -> flatten -> dense(1);
    }
}

fn main() {}
