use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        shared encoder(units) = flatten -> dense(units);
        class = image -> encoder(10);
    }
}

fn main() {}
