use burdock::prelude::*;

pub struct Orthogonal;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> dense(10, init = Orthogonal);
    }
}

fn main() {}
