use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer residual = |x| { inner = x -> dense(50, relu) -> dense(100); add(x, inner) };
        class = image -> flatten -> residual -> dense(10);
    }
}

fn main() {}
