use burdock::prelude::*;

network! {
    struct A(x: [2]) -> (y: [1]) {
        y = x -> dense(1);
    }
    struct B(x: [2]) -> (y: [1]) {
        y = x -> dense(1);
    }
}

fn main() {}
