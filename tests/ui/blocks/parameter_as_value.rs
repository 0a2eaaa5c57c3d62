use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer residual(units) = |x| add(x, units);
        class = image -> flatten -> dense(30) -> residual(30) -> dense(10);
    }
}

fn main() {}
