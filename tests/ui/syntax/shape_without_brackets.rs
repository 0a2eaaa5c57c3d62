use burdock::prelude::*;

network! {
    pub struct Digits(image: 784) -> (class: [10]) {
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
