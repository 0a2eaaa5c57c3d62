use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = first -> dense(10);
        first = second;
        second = first;
    }
}

fn main() {}
