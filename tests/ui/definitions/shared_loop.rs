use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        shared step = dense(30, relu);
        class = image -> flatten -> repeat(3, step) -> dense(10);
    }
}

fn main() {}
