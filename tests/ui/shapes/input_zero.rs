use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 0]) -> (class: [10]) {
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
