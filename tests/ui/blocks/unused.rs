use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer residual = |x| add(x, x -> dense(30));
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
