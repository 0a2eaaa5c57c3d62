use burdock::prelude::*;

const CLASSES: usize = 10;
const UNITS: usize = 12;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [CLASSES]) {
        class = image -> flatten -> dense(UNITS + 1, softmax);
    }
}

fn main() {}
