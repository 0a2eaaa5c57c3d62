use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

network! {
    pub struct Encoder(x: [2, 3]) -> (code: [6]) {
        code = x -> flatten -> dense(6);
    }
}

network! {
    pub struct Dot(x: [2, 3]) -> (y: [1]) {
        y = dot(x -> Turn, x -> Encoder);
    }
}

network! {
    pub struct Known(x: [2, 3], z: [6]) -> (y: [1]) {
        y = dot(z, x -> Turn);
    }
}

fn main() {}
