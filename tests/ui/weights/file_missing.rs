use burdock::prelude::*;

network! {
    #[weights("models/digits.safetensors")]
    pub struct Digits(image: [8, 8]) -> (digit: [10]) {
        digit = image -> flatten -> hidden: dense(32, relu) -> dense(10, softmax);
    }
}

fn main() {}
