use burdock::prelude::*;

network! {
    pub struct Gated(left: [5], right: [5]) -> (y: [5]) {
        layer residual = |x| add(x, x -> dense(5));
        y = residual(left, right);
    }
}

fn main() {}
