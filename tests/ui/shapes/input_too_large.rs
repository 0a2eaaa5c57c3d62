use burdock::prelude::*;

network! {
    pub struct Digits(image: [99999, 99999]) -> (class: [10]) {
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
