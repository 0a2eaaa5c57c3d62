use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> dense(30, elu(0.3, 1)) -> dense(10, softmax);
    }
}

fn main() {}
