use burdock::prelude::*;

network! {
    #[weights("../../../../tests/no_std/models/digits.safetensors")]
    pub struct Digits(image: [8, 8]) -> (digit: [10]) {
        digit = image -> flatten -> hidden: dense(30, relu) -> dense(10, softmax);
    }
}

fn main() {}
