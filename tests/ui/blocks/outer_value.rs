use burdock::prelude::*;

network! {
    pub struct Gated(left: [5], right: [5]) -> (y: [5]) {
        mask = right -> dense(5, sigmoid);
        layer gate = |x| multiply(x, mask);
        y = left -> gate;
    }
}

fn main() {}
