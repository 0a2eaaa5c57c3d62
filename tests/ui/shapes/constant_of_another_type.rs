use burdock::prelude::*;

const HIDDEN: i32 = 30;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> hidden: dense(HIDDEN, relu) -> dense(10);
    }
}

fn main() {}
