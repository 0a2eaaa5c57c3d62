use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

network! {
    pub struct Shared(x: [2, 3]) -> (y: [4]) {
        shared last = flatten -> dense(4);
        y = add(x -> last, x -> Turn -> last);
    }
}

fn main() {}
