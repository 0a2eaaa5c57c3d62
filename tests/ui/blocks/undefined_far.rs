use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer residual = |x| { inner = x -> dense(30, relu); add(x, inner, before) };
        class = image -> flatten -> dense(30) -> residual -> dense(10);
    }
}

fn main() {}
