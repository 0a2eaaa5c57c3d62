use burdock::prelude::*;

network! {
    pub struct WideAndDeep(wide: [5], deep: [6]) -> (price: [1]) {
        price = subtract(wide -> dense(4), deep -> dense(3)) -> dense(1);
    }
}

fn main() {}
