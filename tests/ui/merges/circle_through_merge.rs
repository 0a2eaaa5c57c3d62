use burdock::prelude::*;

network! {
    pub struct WideAndDeep(wide: [5], deep: [6]) -> (price: [1]) {
        hidden = concatenate(deep, price) -> dense(30);
        price = concatenate(wide, hidden) -> dense(1);
    }
}

fn main() {}
