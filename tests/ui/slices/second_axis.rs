use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image[.., 10..30] -> flatten -> dense(10);
    }
}

fn main() {}
