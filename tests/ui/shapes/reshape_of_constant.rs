use burdock::prelude::*;

const SIDE: usize = 29;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> reshape(SIDE, SIDE) -> flatten -> dense(10);
    }
}

fn main() {}
