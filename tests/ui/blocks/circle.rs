use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer residual = |x| {
            one = add(x, other);
            other = one -> dense(30);
            other -> activation(relu)
        };
        class = image -> flatten -> dense(30) -> residual -> dense(10);
    }
}

fn main() {}
