use burdock::prelude::*;

const SIDE: usize = 28;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> hidden: dense(SIDE - 30, relu) -> dense(10);
    }
}

fn main() {}
