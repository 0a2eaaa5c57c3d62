use burdock::prelude::*;

const WIDTH: usize = 3;

network! {
    pub struct WideAndDeep(wide: [5], deep: [6]) -> (price: [10]) {
        price = concatenate(wide -> dense(WIDTH), deep);
    }
}

fn main() {}
