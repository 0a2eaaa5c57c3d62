use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10], other: [10]) {
        shared encoder = flatten -> dense(10);
        class = encoder -> dense(10);
        other = image -> encoder -> dense(10);
    }
}

fn main() {}
