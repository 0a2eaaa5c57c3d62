use burdock::prelude::*;

const WIDTH: usize = 3;
const DEPTH: usize = 4;

network! {
    pub struct WideAndDeep(wide: [5], deep: [6]) -> (price: [1]) {
        price = add(wide -> dense(WIDTH), deep -> dense(DEPTH)) -> dense(1);
    }
}

fn main() {}
