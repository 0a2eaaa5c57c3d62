use burdock::prelude::*;

network! {
    pub struct WideAndDeep(wide: [5]) -> (price: [1]) {
        price = multipy(wide, wide) -> dense(1);
    }
}

fn main() {}
