use burdock::prelude::*;

network! {
    struct Narrow<const WIDTH: usize>(x: [8]) -> (y: [1]) {
        y = x -> dense(WIDTH) -> dense(WIDTH / 2) -> dense(1);
    }
}

fn main() {}
