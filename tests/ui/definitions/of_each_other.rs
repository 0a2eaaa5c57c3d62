use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer one = dense(100, relu) -> other;
        layer other = one -> dense(50);
        class = image -> flatten -> one -> dense(10);
    }
}

fn main() {}
