use burdock::prelude::*;

network! {
    #[weights("a.safetensors")]
    #[weights("b.safetensors")]
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
