use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer block = image -> flatten -> dense(10);
        class = image -> block;
    }
}

fn main() {}
