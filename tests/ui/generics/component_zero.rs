use burdock::prelude::*;

network! {
    struct Encoder<const CODE: usize>(x: [8]) -> (code: [CODE]) {
        code = x -> dense(CODE);
    }
}

network! {
    struct Outer(x: [8]) -> (y: [1]) {
        y = x -> Encoder<0> -> dense(1);
    }
}

fn main() {}
