use burdock::prelude::*;

network! {
    pub struct Images(left: [28, 28], right: [28, 28]) -> (same: [1]) {
        same = average(left, right -> reshape(14, 56)) -> flatten -> dense(1);
    }
}

fn main() {}
