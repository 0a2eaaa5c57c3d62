use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

const SIDE: usize = 2;

network! {
    pub struct Smaller(x: [2, 3]) -> (y: [2, 2]) {
        y = x -> Turn;
    }
}

network! {
    pub struct Row(x: [2, 3]) -> (y: [6]) {
        y = x -> Turn;
    }
}

network! {
    pub struct Other(x: [2, 3]) -> (y: [SIDE, 3]) {
        y = x -> Turn -> activation(relu);
    }
}

fn main() {}
