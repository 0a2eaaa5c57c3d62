use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

network! {
    pub struct Components(x: [2, 3]) -> (y: [1]) {
        y = concatenate(x -> Turn, x -> Turn -> square) -> flatten -> dense(1);
    }
}

network! {
    pub struct Row(x: [2, 3], z: [4]) -> (y: [1]) {
        y = concatenate(z, x -> Turn) -> flatten -> dense(1);
    }
}

network! {
    pub struct Wider(x: [2, 3]) -> (y: [1]) {
        y = concatenate(x, x -> Turn) -> flatten -> dense(1);
    }
}

network! {
    pub struct Axis(x: [2, 3]) -> (y: [1]) {
        y = concatenate(x -> Turn, x -> Turn, axis = 1) -> flatten -> dense(1);
    }
}

fn main() {}
