use burdock::prelude::*;

const ROWS: usize = 14;

network! {
    pub struct Images(left: [28, 28], right: [28, 28]) -> (same: [1]) {
        same = concatenate(left, right[0..ROWS, ..]) -> flatten -> dense(1);
    }
}

fn main() {}
