use burdock::prelude::*;

const DEPTH: usize = 3;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> repeat(DEPTH, dense(100)) -> dense(10);
    }
}

fn main() {}
