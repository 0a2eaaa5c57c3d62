use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer residual(units) = |x| add(x, x -> dense(units));
        class = image -> flatten -> repeat(3, residual(100)) -> dense(10);
    }
}

fn main() {}
