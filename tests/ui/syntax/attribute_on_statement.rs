use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        /// The scores.
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
