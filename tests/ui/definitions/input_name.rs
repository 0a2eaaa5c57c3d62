use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer image = dense(100, relu);
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
