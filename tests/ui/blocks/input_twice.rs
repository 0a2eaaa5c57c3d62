use burdock::prelude::*;

network! {
    pub struct Gated(left: [5], right: [5]) -> (y: [5]) {
        layer gate = |x, x| multiply(x, x);
        y = gate(left, right);
    }
}

fn main() {}
