use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> activation(std::string::String) -> dense(10);
    }
}

fn main() {}
