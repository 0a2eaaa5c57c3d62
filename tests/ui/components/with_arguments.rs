use burdock::prelude::*;

network! {
    pub struct Encoder(image: [28, 28]) -> (code: [10]) {
        code = image -> flatten -> dense(10);
    }
}

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> Encoder(20) -> dense(10);
    }
}

fn main() {}
