use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> hidden: dense(300, relu) -> dense(10);
    }
}

fn main() {}
