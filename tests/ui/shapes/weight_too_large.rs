use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> hidden: dense(300_000_000) -> dense(10);
    }
}

fn main() {}
