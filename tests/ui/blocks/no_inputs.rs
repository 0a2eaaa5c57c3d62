use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer residual = || dense(30);
        class = image -> flatten -> dense(30) -> residual -> dense(10);
    }
}

fn main() {}
