use burdock::prelude::*;

network! {
    struct Parts<const WIDTH: usize>(x: [WIDTH]) -> (y: [1]) {
        y = x[0..5] -> dense(1);
    }
}

fn main() {}
