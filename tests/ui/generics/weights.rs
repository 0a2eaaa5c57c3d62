use burdock::prelude::*;

network! {
    #[weights("model.safetensors")]
    struct Mlp<const HIDDEN: usize>(x: [8]) -> (y: [1]) {
        y = x -> dense(HIDDEN) -> dense(1);
    }
}

fn main() {}
