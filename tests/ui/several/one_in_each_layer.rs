use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flaten -> hidden: dense(0, relu)
            -> dense(30, rleu)
            -> dense(12, bias = 1);
    }
}

fn main() {}
