use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (same: [1]) {
        same = image -> flatten -> dense(1, softmax);
    }
}

fn main() {}
