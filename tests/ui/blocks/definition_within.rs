use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer residual = |x| {
            layer pair = dense(30) -> dense(30);
            add(x, x -> pair)
        };
        class = image -> flatten -> dense(30) -> residual -> dense(10);
    }
}

fn main() {}
