use burdock::prelude::*;

const HIDDEN: usize = 32;

network! {
    #[weights("../../../../tests/no_std/models/digits.safetensors")]
    pub struct Digits(image: [8, 8]) -> (digit: [10]) {
        digit = image -> flatten -> hidden: dense(HIDDEN, relu) -> dense(10, softmax);
    }
}

fn main() {
    assert!(Digits::embedded().predict(&[[0.0; 8]; 8])[0].is_finite());
}
