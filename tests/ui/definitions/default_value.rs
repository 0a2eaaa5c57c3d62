use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        default dense(init = he_norml);
        class = image -> flatten -> dense(20) -> dense(10);
    }
}

fn main() {}
