use burdock::prelude::*;

network! {
    pub struct Digits {
        class = image -> flatten -> dense(10);
    }
}

fn main() {}
