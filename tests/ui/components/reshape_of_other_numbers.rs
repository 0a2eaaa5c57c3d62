use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

network! {
    pub struct Reshaped(x: [2, 3]) -> (y: [4, 2]) {
        y = x -> Turn -> reshape(4, 2);
    }
}

network! {
    pub struct Flat(x: [2, 3]) -> (y: [5]) {
        y = x -> Turn -> flatten;
    }
}

fn main() {}
