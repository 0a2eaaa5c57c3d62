use burdock::prelude::*;

network! {
    struct Encoder<const WIDTH: usize>(x: [WIDTH]) -> (code: [4]) {
        code = x -> dense(4);
    }
}

network! {
    struct Outer<const WIDTH: usize, const HIDDEN: usize>(x: [WIDTH]) -> (y: [1]) {
        y = x -> dense(HIDDEN, relu) -> Encoder<WIDTH> -> dense(1);
    }
}

fn main() {}
