use burdock::prelude::*;

network! {
    pub struct Gated(left: [5], right: [5]) -> (y: [5]) {
        layer gate(units) = |x, mask| multiply(x -> dense(units), mask);
        y = gate(left, right, 5);
    }
}

fn main() {}
