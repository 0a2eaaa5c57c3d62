use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer residual = { inner = x -> dense(30); add(x, inner) };
        class = image -> flatten -> dense(30) -> residual -> dense(10);
    }
}

fn main() {}
