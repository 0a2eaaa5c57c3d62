use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [2, 5]) {
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
