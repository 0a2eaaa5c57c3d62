use burdock::prelude::*;

pub const HIDDEN: usize = 30;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> hidden: dense(HIDEN, relu) -> dense(10);
    }
}

fn main() {}
