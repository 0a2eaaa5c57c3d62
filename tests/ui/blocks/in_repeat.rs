use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> dense(30) -> repeat(3, |x| add(x, x -> dense(30))) -> dense(10);
    }
}

fn main() {}
