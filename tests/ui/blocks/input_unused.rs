use burdock::prelude::*;

network! {
    pub struct Gated(left: [5], right: [5]) -> (y: [5]) {
        layer gate = |x, mask| x -> dense(5);
        y = gate(left, right);
    }
}

fn main() {}
