use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

network! {
    pub struct Probabilities(x: [2, 3]) -> (y: [6]) {
        y = x -> Turn -> activation(softmax);
    }
}

fn main() {}
