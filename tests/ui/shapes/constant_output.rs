use burdock::prelude::*;

const UNITS: usize = 12;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> dense(30, relu) -> dense(UNITS, softmax);
    }
}

fn main() {}
