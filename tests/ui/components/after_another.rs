use burdock::prelude::*;

network! {
    pub struct Encoder(image: [28, 28]) -> (code: [10]) {
        code = image -> flatten -> dense(10);
    }
}

network! {
    pub struct Decoder(code: [12]) -> (y: [3]) {
        y = code -> dense(3);
    }
}

network! {
    pub struct Both(image: [28, 28]) -> (y: [1]) {
        y = image -> Encoder -> Decoder -> dense(1);
    }
}

fn main() {}
