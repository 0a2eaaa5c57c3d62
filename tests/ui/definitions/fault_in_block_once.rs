use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer block = dense(100, rleu);
        class = image -> flatten -> repeat(3, block) -> dense(10);
    }
}

fn main() {}
