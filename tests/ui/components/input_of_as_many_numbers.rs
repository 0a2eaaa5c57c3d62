use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

network! {
    pub struct Encoder(x: [6]) -> (code: [6]) {
        code = x -> dense(6);
    }
}

network! {
    pub struct Pair(left: [2, 3], right: [6]) -> (y: [1]) {
        y = concatenate(left -> flatten, right) -> dense(1);
    }
}

network! {
    pub struct Row(x: [6]) -> (y: [3, 2]) {
        y = x -> Turn;
    }
}

network! {
    pub struct Grid(x: [2, 3]) -> (y: [6]) {
        y = x -> Encoder;
    }
}

network! {
    pub struct OfAnother(x: [2, 3]) -> (y: [6], z: [3, 2]) {
        y = x -> Turn -> Encoder;
        z = x -> flatten -> Encoder -> Turn;
    }
}

network! {
    pub struct Several(x: [2, 3]) -> (y: [1]) {
        y = Pair(x -> Turn -> flatten, x);
    }
}

fn main() {}
