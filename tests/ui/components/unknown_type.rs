use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> Encoder -> dense(10);
    }
}

fn main() {}
