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
    pub struct Permuted(x: [2, 3]) -> (y: [2, 3]) {
        y = x -> Encoder -> permute(1, 0);
    }
}

network! {
    pub struct Declared(x: [2, 3]) -> (y: [3, 2]) {
        y = x -> Turn -> permute(1, 0);
    }
}

fn main() {}
