use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        first = image -> flatten -> dens(30);
        second = firs -> dense(20, 3);
        class = second -> dense(12)
    }
}

fn main() {}
