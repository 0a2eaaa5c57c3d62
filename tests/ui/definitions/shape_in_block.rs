use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer block = hidden: dense(100, relu);
        class = image -> block -> block -> dense(10);
    }
}

fn main() {}
