use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        default flatten(axis = 1);
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
