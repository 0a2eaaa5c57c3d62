use burdock::prelude::*;

network! {
    pub struct WideAndDeep(wide: [5], deep: [6]) -> (price: [1]) {
        price = concatenate(wide, deep, axis = last) -> dense(1);
    }
}

fn main() {}
