use burdock::prelude::*;

const HIDDEN: usize = 30;

network! {
    #[weights("../../../../tests/no_std/models/digits.safetensors")]
    pub struct Digits(image: [8, 8]) -> (digit: [10]) {
        digit = image -> flatten -> hidden: dense(HIDDEN, relu) -> dense(10, softmax);
    }
}

fn main() {}
