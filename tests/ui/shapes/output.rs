use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> hidden1: dense(300, relu) -> dense(12, softmax);
    }
}

fn main() {}
