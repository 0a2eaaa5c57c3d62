use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

network! {
    pub struct Dense(x: [2, 3]) -> (y: [4], z: [1]) {
        turned = x -> Turn;
        y = turned -> dense(4);
        z = turned -> absolute -> last: dense(1);
    }
}

fn main() {}
