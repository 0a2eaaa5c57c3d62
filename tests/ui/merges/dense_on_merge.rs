use burdock::prelude::*;

network! {
    pub struct Images(left: [28, 28], right: [28, 28]) -> (same: [1]) {
        same = add(left, right) -> dense(1);
    }
}

fn main() {}
