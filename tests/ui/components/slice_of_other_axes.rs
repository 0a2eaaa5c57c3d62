use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

network! {
    pub struct Row(x: [2, 3]) -> (y: [2]) {
        turned = x -> Turn;
        y = turned[0..2] -> dense(2);
    }
}

network! {
    pub struct Longer(x: [2, 3]) -> (y: [4]) {
        turned = x -> Turn;
        y = turned[.., 0..4] -> flatten -> dense(4);
    }
}

fn main() {}
