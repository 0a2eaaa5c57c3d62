use burdock::prelude::*;

network! {
    struct Residual<const WIDTH: usize>(x: [8]) -> (y: [8]) {
        y = add(x, x -> dense(WIDTH, relu)) -> dense(8);
    }
}

fn main() {}
