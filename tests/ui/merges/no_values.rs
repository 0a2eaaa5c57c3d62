use burdock::prelude::*;

network! {
    pub struct WideAndDeep(wide: [5]) -> (price: [1]) {
        price = concatenate() -> dense(1);
    }
}

fn main() {}
