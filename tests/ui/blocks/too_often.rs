use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer twice = |x| add(x, x);
        class = image -> flatten -> repeat(1000000, twice) -> dense(10);
    }
}

fn main() {}
