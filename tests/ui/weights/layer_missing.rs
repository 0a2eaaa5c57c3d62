use burdock::prelude::*;

network! {
    #[weights("../../../../tests/no_std/models/digits.safetensors")]
    pub struct Digits(image: [8, 8]) -> (digit: [10]) {
        digit = image -> flatten -> hiden: dense(32, relu) -> dense(10, softmax);
    }
}

fn main() {}
