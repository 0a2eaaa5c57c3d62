use burdock::prelude::*;

network! {
    struct Decoder(code: [2]) -> (image: [4, 3]) {
        image = code -> dense(12) -> reshape(4, 3);
    }
}

network! {
    struct Both(a: [2], b: [2]) -> (y: [8, 3]) {
        y = concatenate(a -> Decoder, b -> Decoder, axis = 0);
    }
}

fn main() {}
