use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [784]) {
        default dense(init = he_normal);
        class = image -> flatten;
    }
}

fn main() {}
