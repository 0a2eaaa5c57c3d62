use burdock::prelude::*;

network! {
    pub struct Gated(left: [5], right: [5]) -> (y: [5]) {
        layer mix = |a, b, c| add(a, b, c -> dense(5));
        y = mix(left, right);
    }
}

fn main() {}
