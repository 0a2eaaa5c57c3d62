use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> permute(1) -> flatten -> dense(10);
    }
}

fn main() {}
