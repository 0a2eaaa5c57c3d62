use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer block(units, function) = dense(units, relu);
        class = image -> flatten -> block(100, tanh) -> dense(10);
    }
}

fn main() {}
