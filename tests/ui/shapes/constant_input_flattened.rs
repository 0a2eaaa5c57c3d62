use burdock::prelude::*;

const SIDE: usize = 8;

network! {
    pub struct Digits(image: [SIDE, SIDE]) -> (same: [784]) {
        same = image -> flatten;
    }
}

fn main() {}
