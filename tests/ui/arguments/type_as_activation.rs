use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> dense(10, my::Swish);
    }
}

fn main() {}
