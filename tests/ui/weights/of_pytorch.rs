use burdock::prelude::*;

network! {
    #[weights("../../../../tests/golden/pytorch.safetensors")]
    pub struct Encoder(x: [4]) -> (code: [6]) {
        code = x -> square: dense(4, tanh) -> dense(6, bias = false);
    }
}

fn main() {}
