use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        hidden = image -> flatten -> dense(30);
        hidden = image -> flatten -> dense(20);
        class = hidden -> dense(10);
    }
}

fn main() {}
