use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer block = dense(100, relu);
        layer block = dense(50, relu);
        class = image -> flatten -> block -> dense(10);
    }
}

fn main() {}
