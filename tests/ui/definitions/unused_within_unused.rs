use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        layer inner = dense(100, relu);
        layer outer = inner -> inner;
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
