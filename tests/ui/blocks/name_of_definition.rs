use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer pair = dense(30) -> dense(30);
        layer residual = |x| {
            pair = x -> pair;
            add(x, pair)
        };
        class = image -> flatten -> dense(30) -> residual -> dense(10);
    }
}

fn main() {}
