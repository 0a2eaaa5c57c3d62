use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> repeat(20_000, dense(10)) -> dense(10);
    }
}

fn main() {}
