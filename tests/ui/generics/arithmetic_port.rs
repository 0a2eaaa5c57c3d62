use burdock::prelude::*;

network! {
    struct Wide<const WIDTH: usize>(x: [2 * WIDTH]) -> (y: [1]) {
        y = x -> dense(WIDTH) -> dense(1);
    }
}

fn main() {}
