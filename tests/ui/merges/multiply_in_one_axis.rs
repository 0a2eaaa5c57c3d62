use burdock::prelude::*;

network! {
    pub struct Images(left: [28, 28], right: [28, 28]) -> (same: [1]) {
        same = multiply(left, right[.., 0..14]) -> flatten -> dense(1);
    }
}

fn main() {}
