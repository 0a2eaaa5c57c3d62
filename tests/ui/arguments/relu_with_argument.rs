use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> dense(30, relu(0.1)) -> dense(10, softmax);
    }
}

fn main() {}
