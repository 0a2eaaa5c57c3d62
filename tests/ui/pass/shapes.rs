//! Shapes that fit, some of them only because of the constants' values.
use burdock::prelude::*;

const SIDE: usize = 28;
const HIDDEN: usize = 30;

mod sizes {
    pub const CLASSES: usize = 10;
}

network! {
    struct Constants(image: [SIDE, SIDE]) -> (class: [10]) {
        class = image -> flatten -> dense(HIDDEN, relu) -> dense(sizes::CLASSES, softmax);
    }
}

network! {
    struct Arithmetic(image: [28, SIDE / 2]) -> (half: [SIDE * SIDE / 2]) {
        half = image -> flatten -> activation(relu);
    }
}

network! {
    struct OneUnit(x: [1]) -> (probability: [1]) {
        probability = x -> dense(2, softmax) -> dense(1, sigmoid);
    }
}

network! {
    struct ImageToImage(image: [4, 4]) -> (mask: [4, 4]) {
        mask = image -> activation(sigmoid);
    }
}

fn main() {}
