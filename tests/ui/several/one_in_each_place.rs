use burdock::prelude::*;

network! {
    pub struct Digits(image: [0, 28], aux) -> (class: [10], class: [3]) {
        class = image -> flatten -> dense();
        extra = class -> dense(2);
    }
}

fn main() {}
